"""Settings of comments: what the package may do, and how often members write."""

# The package only stores; every reply hangs on the comment that began its branch.
COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "comments.models.Comment"
COMMENTS_XTD_MAX_THREAD_LEVEL = 1
COMMENTS_XTD_CONFIRM_EMAIL = COMMENTS_XTD_THREADED_EMAILS = False
COMMENT_MAX_LENGTH = 3000
SITE_ID = 1  # comments are stored with the number of their site; we have one

COMMENTS_PAGE_SIZE = 20
COMMENTS_SILENT_EDIT_MINUTES = 30

# Limits, counted in the shared cache
COMMENTS_NEW_MEMBER_HOURS = 24
COMMENTS_PAUSE_SECONDS, COMMENTS_PAUSE_OF_NEW_MEMBERS_SECONDS = 5, 30
COMMENTS_ON_THE_FIRST_DAY = 10
COMMENTS_LINKS_OF_NEW_MEMBERS = 2
COMMENTS_SAME_TEXT_SECONDS = 5 * 60
COMMENTS_SHARED_WORDS = 0.8  # two texts that share so many of their words are almost the same

COMMENTS_NEW_ACCOUNT_DAYS = 30  # what such an account says waits for the moderators, until one of it is shown
REPORTS_A_DAY, REPORTERS_WHO_HOLD_BACK = 20, 3
PROPOSALS_A_DAY, PROPOSALS_ON_THE_FIRST_DAY = 20, 3

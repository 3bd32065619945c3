"""The admin's search: Wagtail's own views ask it, for pages, pictures, files and bodies, drafts among them."""

"""Home, content pages, news, projects, menus that editors keep, and what the statements of the site say."""

from pages.models.content import ContentPage
from pages.models.funders import Emblem, Funder
from pages.models.home import HomeMeeting, HomePage
from pages.models.menus import FooterText, Menu, MenuItem
from pages.models.network import CountriesPage, TeamMember, TeamPage
from pages.models.news import NewsDocument, NewsIndexPage, NewsPage
from pages.models.projects import ProjectIndexPage, ProjectOutput, ProjectPage, ProjectPartner, ProjectPractice
from pages.models.statements import AccessibilityFinding, SiteFacts

__all__ = [
    "AccessibilityFinding",
    "ContentPage",
    "CountriesPage",
    "Emblem",
    "FooterText",
    "Funder",
    "HomeMeeting",
    "HomePage",
    "Menu",
    "MenuItem",
    "NewsDocument",
    "NewsIndexPage",
    "NewsPage",
    "ProjectIndexPage",
    "ProjectOutput",
    "ProjectPage",
    "ProjectPartner",
    "ProjectPractice",
    "SiteFacts",
    "TeamMember",
    "TeamPage",
]

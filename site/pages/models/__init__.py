"""Home, content pages, projects, the menus that editors keep, and what the statements of the site say."""

from pages.models.content import ContentPage
from pages.models.funders import Emblem, Funder
from pages.models.home import HomeMeeting, HomePage
from pages.models.menus import FooterText, Menu, MenuItem
from pages.models.network import CountriesPage, TeamMember, TeamPage
from pages.models.projects import ProjectIndexPage, ProjectPage, ProjectPartner, ProjectPractice
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
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "ProjectPractice",
    "SiteFacts",
    "TeamMember",
    "TeamPage",
]

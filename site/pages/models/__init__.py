"""Home, content pages, projects, and the menus that editors keep."""

from pages.models.content import ContentPage
from pages.models.home import HomeMeeting, HomePage
from pages.models.menus import FooterText, FrameState, Menu, MenuItem
from pages.models.projects import ProjectIndexPage, ProjectPage, ProjectPartner, ProjectPractice

__all__ = [
    "ContentPage",
    "FooterText",
    "FrameState",
    "HomeMeeting",
    "HomePage",
    "Menu",
    "MenuItem",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "ProjectPractice",
]

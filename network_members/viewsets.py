"""Wagtail's pages for accounts, which only the superuser sees: with forms that know our accounts."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView, IndexView, UserColumn, UserViewSet

from network_members import actions
from network_members.models import User, normalise_address
from network_members.roles import ROLES, Role

OURS = ("language", "organisation", "position")


def role_field() -> forms.ModelMultipleChoiceField[Group]:
    """Return the field of the groups that are roles, by the roles' own names."""
    groups = Group.objects.filter(name__in=ROLES)
    numbers = {group.name: group.pk for group in groups}
    field = forms.ModelMultipleChoiceField(
        groups, label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field.choices = [(numbers[code], label) for code, label in Role.choices if code in numbers]
    return field


class AccountForm(forms.ModelForm[User]):
    """Mix into Wagtail's forms: an address that is stored as it is compared, and roles by name."""

    password_enabled = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["groups"] = role_field()

    def clean_email(self) -> str:
        """Return the address as it is stored."""
        return normalise_address(self.cleaned_data["email"])


class CreateAccountForm(AccountForm, UserCreationForm):
    """A new account; its owner chooses the password."""

    class Meta(UserCreationForm.Meta):
        fields = {*UserCreationForm.Meta.fields, *OURS}


class EditAccountForm(AccountForm, UserEditForm):
    """An account."""

    class Meta(UserEditForm.Meta):
        fields = {*UserEditForm.Meta.fields, *OURS}


class AccountIndex(IndexView):
    """The list of accounts, with their organisation instead of their address."""

    @property
    def columns(self) -> list[Column]:
        """Return name, organisation, standing and last sign-in."""
        name = self._get_title_column_class(UserColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            name("name", accessor=str, label=_("Name"), sort_key="name", get_url=self.get_edit_url),
            Column("organisation", label=_("Organisation")),
            Column("roles", accessor=roles_of, label=_("Roles")),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login"),
        ]

    def get_base_queryset(self) -> Any:
        """Return the accounts with what the list shows."""
        return super().get_base_queryset().select_related("organisation").prefetch_related("groups")


class CreateAccount(CreateView):
    """The page for a new account."""

    def save_instance(self) -> User:
        """Make the account, and tell its owner how to choose a password."""
        user: User = super().save_instance()
        actions.invite(user)
        return user


class EditAccount(EditView):
    """The page of an account."""

    def save_instance(self) -> User:
        """Keep the account; its address is the one that the superuser typed."""
        user: User = super().save_instance()
        actions.vouch_for_address(user)
        return user


def roles_of(user: User) -> str:
    """Return the roles of an account in words."""
    names = [str(Role(code).label) for code in Role.values if code in {group.name for group in user.groups.all()}]
    return ", ".join([str(_("Superuser")), *names] if user.is_superuser else names)


class AccountViewSet(UserViewSet):
    """Accounts in the admin."""

    index_view_class = AccountIndex
    add_view_class = CreateAccount
    edit_view_class = EditAccount
    create_template_name = "network_members/cms/create_account.html"
    edit_template_name = "network_members/cms/edit_account.html"

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm[User]]:
        """Return the form that knows our accounts."""
        return EditAccountForm if for_update else CreateAccountForm

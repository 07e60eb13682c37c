"""What a person keeps for themselves at the register: saved views of the list and drafts of registrations."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A question to a list that somebody gave a name: the page's URL name and its query string."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=40)
    name = models.CharField(_("nama"), max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("tampilan tersimpan")
        verbose_name_plural = _("tampilan tersimpan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "page", "name"], name="saved_view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """A registration that somebody began and has not sent: the form's fields as typed. `token` is the one of the form
    it was typed into, which makes one registration only however often it is sent."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField()
    data = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["-saved_at"]
        verbose_name = _("draf")
        verbose_name_plural = _("draf")
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "token"], name="draft_token_once")]

    def __str__(self) -> str:
        return str(self.data.get("name", ""))


class Sent(models.Model):
    """The token of a form that made an employer: sent again it leads there and makes nothing."""

    token = models.UUIDField(primary_key=True)
    employer = models.ForeignKey("employers.Employer", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("formulir terkirim")
        verbose_name_plural = _("formulir terkirim")

    def __str__(self) -> str:
        return str(self.token)

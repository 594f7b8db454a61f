"""Who may do what (five roles, each a group with permissions), and the scale of
ratings a new newsroom starts from."""

from typing import Any, Final

READ: Final = (
    "claims.view_claim",
    "claims.view_source",
    "claims.view_mention",
    "claims.view_outlet",
    "reviews.view_review",
    "reviews.view_verdict",
    "reviews.sync_verdicts",
)
REVIEW: Final = (*READ, "claims.add_source", "reviews.review_claim")

ROLES: Final[dict[str, tuple[str, ...]]] = {
    "reader": READ,
    "reviewer": REVIEW,
    "editor": (
        *REVIEW,
        "reviews.adjudicate_claim",
        "reviews.reopen_claim",
        "reviews.withdraw_verdict",
        "reviews.take_over_claim",
        "reviews.assign_claim",
        "reviews.view_event",
        "reviews.view_rating",
        "reviews.add_rating",
        "reviews.change_rating",
        "claims.change_outlet",
        "claims.add_outlet",
    ),
    "manager": (
        *READ,
        "reviews.assign_claim",
        "reviews.see_dashboard",
        "reviews.view_event",
        "reviews.view_rating",
    ),
    "sync client": ("reviews.sync_verdicts",),
}


SCALE: Final = (
    ("True", "corroborated"),
    ("Mostly true", "corroborated"),
    ("Misleading", "contested"),
    ("False", "contested"),
    ("Unproven", "unverified"),
)


def install_roles(group_model: Any, permission_model: Any) -> None:
    """Create the groups and give each exactly its permissions."""
    for role, names in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=role)
        codenames = {tuple(name.split(".")) for name in names}
        group.permissions.set(
            permission
            for permission in permission_model.objects.select_related("content_type")
            if (permission.content_type.app_label, permission.codename) in codenames
        )


def install_scale(rating_model: Any) -> None:
    """Add the ratings that are missing; one that was changed is left as it is."""
    for position, (word, outcome) in enumerate(SCALE, start=1):
        rating_model.objects.get_or_create(
            word=word, defaults={"outcome": outcome, "position": position}
        )

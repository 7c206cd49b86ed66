"""Owns what is read about reviews of the register; items are limited to what the person may see."""

from app.log_review.queries.due import Overdue, months_to_open, reviews_overdue
from app.log_review.queries.items import ItemRow, MoveRow, all_items, item_of, items_of_review, moves_of
from app.log_review.queries.looking import Found, look_through
from app.log_review.queries.reviews import MinutesRow, ReviewRow, minutes_file, newest_settings, review_of, reviews

__all__ = [
    "Found",
    "ItemRow",
    "MinutesRow",
    "MoveRow",
    "Overdue",
    "ReviewRow",
    "all_items",
    "item_of",
    "items_of_review",
    "look_through",
    "minutes_file",
    "months_to_open",
    "moves_of",
    "newest_settings",
    "review_of",
    "reviews",
    "reviews_overdue",
]

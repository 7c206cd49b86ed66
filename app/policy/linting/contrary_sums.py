"""Owns what is asked of each duty whose contraries stand in several modules: the words, the deeds and the habits."""

from app.policy.linting import contrary_deeds, contrary_habits, contrary_words
from app.policy.linting.contrary import beside, saying

no_way_to_object = beside(
    contrary_words.no_way_to_object, saying(contrary_deeds.pledge_asked, contrary_deeds.objection_for_money)
)
shared_account = beside(contrary_words.shared_account, saying(contrary_deeds.unlocked))
no_time_limit = beside(
    contrary_words.no_time_limit,
    saying(contrary_deeds.counted_from_later, contrary_deeds.put_off_for_ever, contrary_habits.answered_some_day),
)
unannounced = beside(contrary_words.unannounced, saying(contrary_deeds.told_afterwards))
logs_missing = beside(contrary_words.logs_missing, saying(contrary_deeds.logs_erased))
charged = beside(contrary_words.charged, saying(contrary_deeds.charged_more, contrary_habits.flat_price))
filmed_undressed = beside(contrary_words.filmed_undressed, saying(contrary_deeds.undressed_at))
entrusted_again = saying(contrary_deeds.resold_work)
unmasked = beside(contrary_words.unmasked, saying(contrary_deeds.masked_for_money))
shown_to_some = beside(contrary_words.shown_to_some, saying(contrary_habits.posted_inside_only))

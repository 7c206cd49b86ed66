"""Owns what is taken out of the published versions: for the site a company puts on its own web server."""

from sqlalchemy.orm import Session

from app.policy.queries.versions import kept_file, kept_files, pinned_text, versions
from app.policy.static_site import KeptFile, Published
from app.policy.writers.comparison import Edition


def published_versions(session: Session) -> tuple[Published, ...]:
    """Return every published version with its texts and all its files as they were kept, oldest first."""
    found = []
    for one in reversed(versions(session, published_only=True)):
        number = one.number
        kept = tuple(
            KeptFile(form, language, name, kept_file(session, number=number, form=form, language=language, name=name))
            for form, language, name, _digest in kept_files(session, number=number)
        )
        texts = {
            language: pinned_text(session, of=one, form=one.form, language=language)
            for language in one.choices.languages
        }
        found.append(Published(Edition(number, one.effective_on, one.choices.note), one.form.value, texts, kept))
    return tuple(found)

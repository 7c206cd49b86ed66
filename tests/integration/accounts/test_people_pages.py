"""The pages about people: who sees them, and what each does."""

from app.kernel.actor import Role


def test_an_administrator_sees_everybody(sign_in, cast):
    cast(Role.OPERATOR, name="Boris")

    response = sign_in("Ada").get("/people")

    assert response.status_code == 200
    assert "Boris" in response.text


def test_an_operator_sees_nobody(sign_in):
    assert sign_in("Olga").get("/people").status_code == 403

"""The table of rights says what the routes' marks say."""

from app.compliance.rights import AREAS, rights_of
from app.kernel.actor import Role
from app.kernel.acts import Act

GET, BOTH = frozenset({"GET"}), frozenset({"GET", "POST"})


def test_a_route_without_a_mark_is_closed_to_everybody():
    (area,) = rights_of([("registry.secret", "/secret", GET, None, ())])

    assert area.rights[0].roles == frozenset()


def test_a_public_route_is_open_to_everybody():
    (area,) = rights_of([("policy.show_public_policy", "/public/policy", GET, "public", ())])

    assert area.rights[0].is_public
    assert area.rights[0].roles == frozenset(Role)


def test_a_route_that_posts_is_marked_as_a_change():
    (area,) = rights_of([("registry.edit_object", "/edit", BOTH, frozenset({Role.MANAGER}), (Act.MAINTAIN,))])

    assert area.rights[0].changes
    assert area.rights[0].roles == {Role.MANAGER}


def test_areas_stand_in_one_order_and_files_are_left_out():
    routes = [(f"{area}.x", f"/{area}", GET, None, ()) for area in reversed(AREAS)]
    routes += [("static", "/static", GET, "public", ())]

    assert [area.title for area in rights_of(routes)] == list(AREAS.values())


def test_an_address_is_shown_without_what_only_the_program_needs():
    path = "/registry/<any(site,zone):kind>/<int:number>/<code>"
    (area,) = rights_of([("registry.edit_object", path, BOTH, None, ())])

    assert area.rights[0].path == "/registry/<kind>/<number>/<code>"

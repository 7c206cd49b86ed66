"""Tests that share something dear are tried by one worker."""

import pytest


@pytest.mark.xdist_group("together")
def test_a_group_stands_where_the_scheduler_looks_for_it(request):
    is_shared_out = request.config.getoption("loadgroup", default=False)
    assert request.node.nodeid.endswith("@together") == is_shared_out

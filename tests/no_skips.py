"""Owns the rule that nothing is skipped silently: in CI a skipped test fails the run, elsewhere it is named."""

import os

import pytest


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get("CI") or not reporter.stats.get("skipped"):
        return
    if exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"NOT RUN {report.nodeid}: {reason}")
    if terminalreporter.stats.get("skipped") and os.environ.get("CI"):
        terminalreporter.write_line("Skipped tests fail the run in CI: install what they name.")

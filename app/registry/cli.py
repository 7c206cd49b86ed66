"""Owns the shell commands of the registry."""

import click


@click.group()
def registry() -> None:
    """대장: 조직, 설치장소, 구역, 카메라.\n\nThe registry of sites, zones and cameras."""

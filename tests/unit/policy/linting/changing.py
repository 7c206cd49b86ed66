"""Owns the ways a text is changed by the mutations: sections, lines, words, columns and cells of its tables."""

import re


def without_section(number):
    """Return a mutation that takes a section away, heading and all."""

    def change(text):
        rest = re.sub(rf"^{number}\. .*?(?=^{number + 1}\. |\Z)", "", text, flags=re.MULTILINE | re.DOTALL)
        for later in range(number + 1, 9):
            rest = re.sub(rf"^{later}\. ", f"{later - 1}. ", rest, flags=re.MULTILINE)
        return rest if number < 8 else f"{rest}\n시행일: 2026-10-01\n"

    return change


def swap(old, new, count=1):
    """Return a mutation that puts words in the place of others."""

    def change(text):
        return text.replace(old, new, count)

    return change


def without_lines(*words):
    """Return a mutation that takes the lines away that hold some words."""

    def change(text):
        kept = [line for line in text.splitlines() if not any(word in line for word in words)]
        return "\n".join(kept) + "\n"

    return change


def without_column(table, column):
    """Return a mutation that takes a column out of the table under a caption."""

    def change(text):
        lines = text.splitlines()
        begin = lines.index(table) + 1
        end = next((n for n in range(begin, len(lines)) if not lines[n].strip()), len(lines))
        place = [cell.strip() for cell in lines[begin].split("|")].index(column)
        for number in range(begin, end):
            cells = lines[number].split("|")
            if len(cells) > 1:
                lines[number] = "|".join(cells[:place] + cells[place + 1 :])
        return "\n".join(lines) + "\n"

    return change


def with_cell(table, row, column, words):
    """Return a mutation that writes another value into a cell."""

    def change(text):
        lines = text.splitlines()
        begin = lines.index(table) + 1
        place = [cell.strip() for cell in lines[begin].split("|")].index(column)
        number = next(n for n in range(begin + 1, len(lines)) if lines[n].split("|")[0].strip() == row)
        cells = lines[number].split("|")
        cells[place] = f" {words} "
        lines[number] = "|".join(cells)
        return "\n".join(lines) + "\n"

    return change


def after(words, line):
    """Return a mutation that adds a line behind the one that holds some words."""

    def change(text):
        lines = text.splitlines()
        number = next(n for n, one in enumerate(lines) if words in one)
        return "\n".join([*lines[: number + 1], line, *lines[number + 1 :]]) + "\n"

    return change


def both(*changes):
    """Return several mutations as one."""

    def change(text):
        for one in changes:
            text = one(text)
        return text

    return change

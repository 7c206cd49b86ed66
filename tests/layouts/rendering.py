"""Turns a laid-out policy into HTML or text, as pages are published and as they look once copied."""

from html import escape

from tests.layouts.paper import Heading, Points, Tab, Text


def html(blocks, *, language, nested_headings=True):
    """Return a page with tables whose merged cells are merged, and lists as lists or as lines."""
    parts = []
    for block in blocks:
        match block:
            case Heading(rank=rank):
                tag = f"h{rank}" if nested_headings else "p"
                inner = escape(block.whole)
                parts.append(f"<{tag}>{inner}</{tag}>" if nested_headings else f"<p><strong>{inner}</strong></p>")
            case Text(text):
                parts.append(f"<p>{escape(text)}</p>")
            case Points(entries):
                parts.append(_html_list(entries))
            case Tab():
                parts.append(_html_table(block))
    body = "\n".join(parts)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>x</title></head>\n'
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _html_list(entries):
    lines, depth = [], -1
    for entry in entries:
        while depth < entry.depth:
            lines.append("<ul>")
            depth += 1
        while depth > entry.depth:
            lines.append("</ul>")
            depth -= 1
        text = entry.text if entry.mark in {"-", "○"} else entry.whole
        lines.append(f"<li>{escape(text)}</li>")
    return "\n".join([*lines, *["</ul>"] * (depth + 1)])


def _html_table(tab):
    lines = ["<table>"]
    if tab.caption:
        lines.append(f"<caption>{escape(tab.caption)}</caption>")
    lines.append(
        "<thead><tr>" + "".join(f'<th scope="col">{escape(head)}</th>' for head in tab.heads) + "</tr></thead>"
    )
    lines.append("<tbody>")
    for row, spans in zip(tab.rows, tab.spans(), strict=True):
        cells = []
        for place, (text, span) in enumerate(zip(row, spans, strict=True)):
            if span:
                tag = "th" if tab.side and place == 0 else "td"
                over = f' rowspan="{span}"' if span > 1 else ""
                cells.append(f"<{tag}{over}>{escape(text).replace(chr(10), '<br>')}</{tag}>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*lines, "</tbody>", "</table>"])


def flattened(blocks, *, words):
    """Return text as copied from a page: cells between bars, merged ones simply gone, heads glued to the caption."""
    lines, heading = [], ""
    for block in blocks:
        match block:
            case Heading():
                heading = block.text
                lines.append(f"- {block.whole}" if block.rank > 1 else block.text)
            case Text(text):
                lines.append(text)
            case Points(entries):
                lines += [f"- {entry.whole.removeprefix('- ')}" for entry in entries]
            case Tab():
                caption = block.caption or words.say("table", heading=heading)
                lines.append(caption + _bars(block.heads))
                lines.append("---|")
                for row, spans in zip(block.rows, block.spans(), strict=True):
                    lines.append(_bars(text for text, span in zip(row, spans, strict=True) if span))
    return "\n".join(lines) + "\n"


def _bars(cells):
    return "".join(f"{cell.replace(chr(10), ' ')} | " for cell in cells).rstrip()


def plain(blocks):
    """Return text as typed: lists with their marks, points below points indented; tables in columns of bars."""
    lines = []
    for block in blocks:
        match block:
            case Heading(rank=1):
                lines += [block.text, ""]
            case Heading():
                lines += ["", block.whole]
            case Text(text):
                lines.append(text)
            case Points(entries):
                lines += ["  " * (entry.depth + 1) + entry.whole for entry in entries]
            case Tab():
                lines.append(_bars(block.heads))
                lines += [_bars(row) for row in block.rows]
    return "\n".join(lines) + "\n"

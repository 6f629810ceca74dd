"""Statutory tables as accessible HTML: headers with scope, the cited cell in a mark."""

from __future__ import annotations

import html
from collections.abc import Iterable

from qa.answer import CitedFigure
from ui.evidence import Exhibit, place_in_words
from ui.labels import STATE, TRUST
from ui.table_view import CellView, RowView, TableView

# A table this small is shown whole at once.
_FEW_ROWS = 5
_GAP = RowView("⋯", ())
_MARKED = '<span class="nb-sr">（所引数字）</span>'


def table_html(exhibit: Exhibit) -> str:
    """Return the cited part of the exhibit's table, and the whole table folded below it."""
    if not exhibit.tables:
        return _quotes(exhibit)
    cited = [view for view in exhibit.tables if any(row.marked for row in view.rows)]
    titled = len(exhibit.tables) > 1
    shown = "".join(_view_html(_only_near(view), titled) for view in cited)
    whole = "".join(_view_html(view, titled) for view in exhibit.tables)
    rows = sum(len(view.rows) for view in exhibit.tables)
    if rows <= _FEW_ROWS:
        return whole
    fold = f'<details class="nb-whole"><summary>整张表<span>{rows} 行</span></summary>'
    return f"{shown}{fold}{whole}</details>"


def overview_html(exhibits: Iterable[Exhibit]) -> str:
    """Return one list of all cited numbers, a row each, for answers over many reports."""
    figures = [(exhibit, figure) for exhibit in exhibits for figure in exhibit.figures]
    rows = "".join(_overview_row(exhibit, figure) for exhibit, figure in figures)
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in ("机关", "年度", "数字", "项目", "状态", "位置")
    )
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<section class="nb-card">{_scrolling("各报告的数字", table)}</section>'


def _overview_row(exhibit: Exhibit, figure: CitedFigure) -> str:
    note = "，".join(filter(None, (TRUST.get(figure.trust, ""), STATE.get(figure.state, ""))))
    item = f"{figure.row_label} × {figure.column_label}"
    shown = figure.printed.strip() or ("" if figure.value is None else f"{figure.value:f}")
    number = f"<mark>{_text(shown)}</mark> {_text(figure.unit)}"
    return (
        f'<tr><th scope="row">{_text(exhibit.organ)}</th>'
        f'<td>{exhibit.year}</td><td class="nb-cell nb-cited">{number}</td>'
        f'<td class="nb-item">{_text(item)}</td><td>{_text(note)}</td><td>'
        f"{_text(place_in_words(figure.source))}</td></tr>"
    )


def _only_near(view: TableView) -> TableView:
    """Keep the rows near a marked one; a gap becomes an empty row."""
    rows: list[RowView] = []
    skipped = False
    for row in view.rows:
        if row.near:
            if skipped and rows:
                rows.append(_GAP)
            rows.append(row)
        skipped = not row.near
    return TableView(view.caption, view.groups, view.columns, tuple(rows))


def _view_html(view: TableView, titled: bool) -> str:
    # The card's heading already names the part: a caption is drawn only to tell tables apart.
    hidden = "" if titled else ' class="nb-sr"'
    body = "".join(_row_html(row, len(view.columns)) for row in view.rows)
    caption = f"<caption{hidden}>{_text(view.caption)}</caption>"
    table = f"<table>{caption}<thead>{_head_html(view)}</thead><tbody>{body}</tbody></table>"
    return _scrolling(view.caption, table)


def _head_html(view: TableView) -> str:
    if not view.groups:
        columns = "".join(f'<th scope="col">{_text(label)}</th>' for label in view.columns)
        return f'<tr><th scope="col">项目</th>{columns}</tr>'
    above, below, at = ['<th scope="col" rowspan="2">项目</th>'], [], 0
    for label, count in view.groups:
        if label:
            above.append(f'<th scope="colgroup" colspan="{count}">{_text(label)}</th>')
            below += [f'<th scope="col">{_text(one)}</th>' for one in view.columns[at : at + count]]
        else:
            above.append(f'<th scope="col" rowspan="2">{_text(view.columns[at])}</th>')
        at += count
    return f"<tr>{''.join(above)}</tr><tr>{''.join(below)}</tr>"


def _row_html(row: RowView, columns: int) -> str:
    if row is _GAP:
        return f'<tr class="nb-gap" aria-hidden="true"><td colspan="{columns + 1}">⋯</td></tr>'
    if not row.cells:
        heading = (
            f'<th scope="rowgroup" colspan="{columns + 1}"><span>{_text(row.label)}</span></th>'
        )
        return f'<tr class="nb-group">{heading}</tr>'
    cells = "".join(map(_cell_html, row.cells))
    kind = ' class="nb-row"' if row.marked else ""
    return f'<tr{kind}><th scope="row">{_text(row.label)}</th>{cells}</tr>'


def _cell_html(cell: CellView) -> str:
    note = f' title="{_text(cell.note)}"' if cell.note else ""
    shown = _text(cell.text) or f'<span class="nb-sr">{_text(cell.note or "空白")}</span>'
    kind = " nb-inferred" if cell.note and cell.text else ""
    if cell.marked:
        return f'<td class="nb-cell nb-cited{kind}"{note}><mark>{shown}</mark>{_MARKED}</td>'
    return f'<td class="nb-cell{kind}"{note}>{shown}</td>'


def _quotes(exhibit: Exhibit) -> str:
    lines = dict.fromkeys(figure.quote for figure in exhibit.figures)
    return "".join(f'<blockquote class="nb-passage">{_text(line)}</blockquote>' for line in lines)


def _scrolling(label: str, table: str) -> str:
    # A box that scrolls must be reachable by keyboard and have a name.
    named = f'tabindex="0" role="region" aria-label="{_text(label)}"'
    return f'<div class="nb-scroll" {named}>{table}</div>'


def _text(text: str) -> str:
    return html.escape(text, quote=True)

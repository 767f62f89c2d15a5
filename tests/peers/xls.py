"""Writes release.xls of the transcripts, as Excel before 2007 had it: a hidden sheet, titles, merged cells, dates, a percentage, formulas.

    pip install xlwt
    python tests/peers/xls.py

All figures are invented.
"""

import datetime
import pathlib

import xlwt

HERE = pathlib.Path(__file__).parent.parent / "cmd/actuals/forms.in"


def style(code):
    return xlwt.easyxf(num_format_str=code)


def rows(sheet, first, table):
    for row, cells in enumerate(table, first):
        for column, cell in enumerate(cells):
            if cell is not None:
                sheet.write(row, column, cell)


book = xlwt.Workbook()
draft = book.add_sheet("底稿")
draft.visibility = 1
rows(draft, 0, [["地区", "指标", "单位", "2021"], ["测试市", "发明专利授权量", "件", 999]])

years = book.add_sheet("表1")
years.write_merge(0, 0, 0, 6, "测试市主要指标")
rows(years, 1, [["地区", "指标", "单位", 2021, 2022, "2023年", "发布日期"]])
years.write_merge(2, 4, 0, 0, "测试市")
rows(years, 2, [
    [None, "发明专利授权量", "件", 200, 300, "—"],
    [None, "高新技术产业增加值占比", "%", 61.2, 62.5, 63.14],
    [None, "技术合同成交额", "亿元", 0.8, 1.1, "超1.2"],
])
for row in (2, 3, 4):
    years.write(row, 6, datetime.date(2024, 3, 5), style("yyyy-mm-dd"))

shares = book.add_sheet("占比")
rows(shares, 0, [["地区", "指标", "单位", "2021", "2022"]])
rows(shares, 1, [["测试市", "高新技术产业增加值占比", "%"]])
shares.write(1, 3, 0.612, style("0.0%"))
shares.write(1, 4, 0.625, style("0.0%"))

formulas = book.add_sheet("公式")
rows(formulas, 0, [["地区", "指标", "单位", "2021", "2022"], ["测试市", "发明专利授权量", "件"]])
formulas.write(1, 3, xlwt.Formula("100+100"))
formulas.write(1, 4, xlwt.Formula("100+200"))

book.set_protect(True)
years.set_protect(True)
book.save(str(HERE / "release.xls"))

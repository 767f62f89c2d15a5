//! Pages and flat tables as GitHub-flavoured Markdown.
//!
//! Everything from a file is escaped: it is text, never a link, heading or HTML.

use std::io::{self, Write};

use crate::{
    lang::{HARD_SPACE, JOINER, SOFT_BREAK, Words},
    record::{Flat, each},
    render::{
        Style, printable,
        text::{cells, plot},
    },
    report::{Block, Line, Note, Plot, Sheet},
    table::{Align, Cell, Table},
    words::joined,
};

/// Writes pages, one below the other: titles and parts as headings, facts as a list, notes as paragraphs.
pub fn sheets(sheets: &[Sheet], out: &mut dyn Write, style: &Style) -> io::Result<()> {
    let mut page = Page { words: style.words(), last: None, out };
    for block in sheets.iter().flat_map(|sheet| &sheet.blocks) {
        match block {
            Block::Space => {}
            Block::Note(note) => page.note(note)?,
            Block::Table(table) | Block::Lines(table, _) => page.table(table)?,
            Block::Plot(plot) => page.plot(plot, style.width)?,
        }
    }
    Ok(())
}

/// Writes a flat table with its header untranslated.
pub fn flat(flat: Flat<'_>, out: &mut dyn Write) -> io::Result<()> {
    let header = flat.columns.iter().map(|column| escaped(column));
    write_row(header, out)?;
    write_row(flat.columns.iter().map(|_| "---".to_owned()), out)?;
    for row in flat.rows {
        write_row(row.iter().map(|value| escaped(&value.plain())), out)?;
    }
    Ok(())
}

/// The part directly above: only items of one list follow each other without an empty line.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Item,
    Other,
}

struct Page<'a> {
    words: Words,
    last: Option<Part>,
    out: &'a mut dyn Write,
}

impl Page<'_> {
    /// The empty line between two parts.
    fn begin(&mut self, part: Part) -> io::Result<()> {
        if self.last.is_some_and(|last| last != Part::Item || part != Part::Item) {
            writeln!(self.out)?;
        }
        self.last = Some(part);
        Ok(())
    }

    fn note(&mut self, note: &Note) -> io::Result<()> {
        if let Note::Fact(heading, cell) = note {
            self.begin(Part::Item)?;
            let heading = escaped(heading.text(self.words));
            let colon = self.words.colon();
            let text = self.cell(cell, self.words.pick(", ", "，"));
            return writeln!(self.out, "- **{heading}**{colon}{text}");
        }
        let text = escaped(&note.said(self.words));
        // A sentence of a numbered list begins with its number.
        if matches!(note, Note::Said(Line::Item, _)) {
            self.begin(Part::Item)?;
            return writeln!(self.out, "{text}");
        }
        self.begin(Part::Other)?;
        match note {
            Note::Title(..) => writeln!(self.out, "# {text}"),
            Note::Said(Line::Head, _) => writeln!(self.out, "## {text}"),
            _ => writeln!(self.out, "{}", paragraph(&text)),
        }
    }

    fn table(&mut self, table: &Table) -> io::Result<()> {
        self.begin(Part::Other)?;
        let headings = table.columns.iter().map(|column| escaped(column.heading.text(self.words)));
        write_row(headings, self.out)?;
        let sides = table.columns.iter().map(|column| match column.align {
            Align::Left => "---".to_owned(),
            Align::Right => "---:".to_owned(),
        });
        write_row(sides, self.out)?;
        for row in &table.rows {
            let cells = each(row, |cell| self.cell(cell, "<br>"));
            write_row(cells.into_iter(), self.out)?;
        }
        Ok(())
    }

    /// A plot is made of characters in columns, which a code block preserves.
    fn plot(&mut self, plot: &Plot, width: usize) -> io::Result<()> {
        self.begin(Part::Other)?;
        let Some(lines) = plot::draw(plot, self.words, width, false) else {
            return writeln!(self.out, "{}", escaped(self.words.no_room_for_plot()));
        };
        writeln!(self.out, "```text")?;
        for line in lines {
            writeln!(self.out, "{line}")?;
        }
        writeln!(self.out, "```")
    }

    /// A cell, its lines joined.
    fn cell(&self, cell: &Cell, between: &str) -> String {
        let lines = cells::lines(cell, self.words, None);
        joined(lines.iter().map(|line| escaped(line)), between)
    }
}

fn write_row(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    for cell in cells {
        write!(out, "| {cell}{}", if cell.is_empty() { "" } else { " " })?;
    }
    writeln!(out, "|")
}

/// One line of text in which no character has a special meaning, without line-break marks.
fn escaped(text: &str) -> String {
    const MEANT: &str = "\\`*[]<>|~$";
    let text = printable(text.trim()).replace([JOINER, SOFT_BREAK], "");
    let mut safe = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        let meant = match character {
            // Inside a word, such as a file name, it has no meaning.
            '_' => !(before.is_alphanumeric() && rest.starts_with(char::is_alphanumeric)),
            '&' => begins_an_entity(rest),
            other => MEANT.contains(other),
        };
        if meant {
            safe.push('\\');
        }
        safe.push(match character {
            '\n' | HARD_SPACE => ' ',
            other => other,
        });
        before = character;
    }
    safe
}

/// Whether `&` followed by this is an entity, such as `&amp;`.
fn begins_an_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(|one: char| one.is_ascii_alphanumeric() || one == '#');
    name.starts_with(';')
}

/// A line that cannot begin a heading or a list.
fn paragraph(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    let list = digits > 0 && rest.starts_with(['.', ')']);
    if list || text.starts_with(['#', '+', '-', '=']) {
        format!("{number}\\{rest}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::sample;
    use crate::lang::Lang;
    use crate::record::Data;
    use crate::report::explain;
    use crate::table::{Heading, Name};

    const STYLE: Style = Style { colour: false, ascii: false, width: 80, lang: Lang::En };

    fn markdown(pages: &[Sheet], lang: Lang) -> String {
        let mut out = Vec::new();
        sheets(pages, &mut out, &Style { lang, ..STYLE }).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_status_page() {
        let sample = sample();
        insta::assert_snapshot!(markdown(&[sample.view().sheet(false)], Lang::En), @r"
        # sample-2024 — Hangzhou 2024 work plan for science and technology

        杭州市, 2024, 杭科领办〔2024〕1号

        Closed on 2024-12-31; 7 of 8 indicators lack their final figure.

        | Indicator | Target | Actual | Gap | Progress / expected | Still needed | Arrives | Verdict |
        | --- | ---: | ---: | ---: | --- | ---: | --- | --- |
        | Growth of value added of industrial enterprises above designated size | ≥ 5% | 4.0<br>2024 | −1.0 pp | ratio 80% | | | missed |
        | Yearly investment in the 21 key projects | ≥ 56.7 亿元 | 37.1<br>Jan–Jun 2024 | −19.6 亿元 | 65% / 50% | +19.6 亿元<br>in 6 months | 2024-10 | ahead<br>unclosed |
        | New digital highly-skilled workers | ≥ 7500 人 | 19,400<br>Jan–Nov 2024 | +11,900 人 | 259% / 92% | | | achieved<br>early, aspirational |
        | Invention patents in force | \> 155,000 件 | 133,281<br>2024H1 | −21,719 件 | 38% / 50% | | | at-risk<br>provisional, unclosed, derived-baseline |
        | 单位GDP能耗(二级指标) | in −3.5 to 0.5% | 0.75<br>2024-06 | −0.25 pp | | | | regressing<br>lost |
        | New graduates under 35 | ≥ 35 万人 | ≥30<br>Jan–Sep 2024 | | | | | not-assessable<br>only a lower bound |

        No data (2): Wicked\\u{1b}\[31m\\u{9}name; New science museums

        All 8: 1 achieved, 1 ahead, 1 at-risk, 1 regressing, 1 missed, 1 not-assessable, 2 no-data

        Binding 1: 1 missed

        Indicative 7: 1 achieved, 1 ahead, 1 at-risk, 1 regressing, 1 not-assessable, 2 no-data

        As of 2025-06-30; newest release 2025-01-27; 1 row published later is not used

        Actuals: examples/actuals/hangzhou.csv (9 of 120 rows matched)
        ");
    }

    #[test]
    fn an_explanation_in_chinese() {
        let sample = sample();
        let view = sample.view();
        let judged = view.judged().next().unwrap();
        insta::assert_snapshot!(markdown(&[explain::Explained(judged).sheet()], Lang::Zh), @r"
        # industrial-growth — 规上工业增加值增长

        - **规划**：sample-2024
        - **目标值**：≥ 5%
        - **计量方式**：当期值（增速、占比）
        - **数据类型**：比率
        - **地区**：杭州市
        - **时期**：2024年
        - **完成期限**：2024年
        - **约束性**：是
        - **责任单位**：市经信局、市发改委
        - **出处**：一：规上工业增加值增长
        - **位置**：plans/sample-2024.toml:10

        ## 采用的数据

        - **实际值**：4.0%，2024年
        - **质量**：最终数
        - **发布日期**：2025-01-27

        数据距评估日期6个月。

        | 用途 | 时期 | 数值 | 发布日期 | 质量 | 位置 |
        | --- | --- | ---: | --- | --- | --- |
        | 实际值 | 2024年 | 4.0 | 2025-01-27 | 最终数 | examples/actuals/hangzhou.csv:12 |

        - **来源**：杭州市统计局

        ## 未采用的数据

        | 用途 | 时期 | 数值 | 发布日期 | 质量 | 位置 |
        | --- | --- | ---: | --- | --- | --- |
        | 数据存疑，另有可靠数据 | 2024年1-9月 | 4.2 | 2024-10-30 | 存疑 | examples/actuals/hangzhou.csv:11 |

        ## 评估步骤

        0\. 目标已取消？否

        1\. 没有匹配的数据？否

        2\. 基期之后或期内没有可用数据？否

        3\. 缺少可比的目标值或数据？否

        4\. 期末数据已公布或结果已定？由此判定

        5\. 目前已达到目标？无需再看

        6\. 基期已达到而后失去？无需再看

        7\. 无法衡量进度？无需再看

        8\. 进度比落在哪一档？无需再看

        ## 计算过程

        差距 = 实际值 − 目标值 = 4.0 − 5 = −1.0 个百分点

        完成率 = 实际值 / 目标值 = 4.0 / 5 = 0.8

        进度比 = 实际值 / 目标值 = 4.0 / 5 = 0.8

        分档：快于预期≥1.10，符合预期≥0.95，略有滞后≥0.60

        ## 各方法结果

        期末数据已公布，结论已定，与方法无关。

        ## 结论

        - **目标值**：≥ 5%
        - **评估**：未完成
        - **评估方法**：直接比较
        - **差距**：−1.0 个百分点

        评估日期2025-06-30，最新发布日期2025-01-27，另有1行发布在后，未采用
        ");
    }

    #[test]
    fn text_from_a_file_means_nothing() {
        let mut page = Sheet::default();
        let wicked = "a|b *c* [d](http://e) <f> \\ `g` &amp; R&D $h$\n| i";
        let cell = Cell::Text(wicked.to_owned());
        page.table(Table::of([cell]).prose(Heading::Indicator, Cell::clone).table());
        let text = markdown(&[page], Lang::En);
        let row = text.lines().last().unwrap();
        assert_eq!(row, r"| a\|b \*c\* \[d\](http://e) \<f\> \\ \`g\` \&amp; R&D \$h\$ \| i |");
        assert_eq!(text.lines().count(), 3);
    }

    #[test]
    fn a_paragraph_is_neither_list_nor_heading() {
        for (text, safe) in [
            ("# x", "\\# x"),
            ("- x", "\\- x"),
            ("1. x", "1\\. x"),
            ("1.5 x", "1\\.5 x"),
            ("2024 x", "2024 x"),
        ] {
            assert_eq!(paragraph(text), safe);
        }
    }

    #[test]
    fn underscores_inside_words_are_left_alone() {
        assert_eq!(escaped("a_b.csv"), "a_b.csv");
        assert_eq!(escaped("_a_"), "\\_a\\_");
    }

    #[test]
    fn a_flat_table_is_one_table() {
        let rows =
            vec![vec![Data::text("a|b"), Data::count(3)], vec![Data::Undefined, Data::Flag(true)]];
        let mut out = Vec::new();
        flat(Flat::new(["name", "gap_unit"], rows), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "| name | gap_unit |\n| --- | --- |\n| a\\|b | 3 |\n| | true |\n"
        );
    }

    #[test]
    fn pages_follow_each_other() {
        let mut page = Sheet::default();
        let name = Name { printed: "规划".to_owned(), english: None };
        page.note(Note::Title("a".to_owned(), name))
            .fact(Heading::Plan, Cell::Text("a".to_owned()))
            .fact(Heading::Region, Cell::Text("b".to_owned()));
        let text = markdown(&[page.clone(), page], Lang::En);
        let once = "# a — 规划\n\n- **Plan**: a\n- **Region**: b\n";
        assert_eq!(text, format!("{once}\n{once}"));
    }
}

//! One fact, one text: the number of a cell is the same string in every view. Random plans, every view read.
//!
//! The table of `status` is what the others are held against: `gap`, `compare`, `report` as text and as a page, `trend`, `diff`,
//! `rules`, and the facts and the result of `explain`, whose equations may have more digits. A fact that `status` has no column
//! for (baseline, ratio beside a progress, years) is held against the page.
//!
//! `ONE_TEXT_PLANS=500 SEED=10000 cargo test --test it one_text -- --nocapture` tries more plans, from another one, and counts
//! what was compared in which view; `KEEP=folder` keeps plans and figures there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use chrono::{Days, NaiveDate};
use scraper::Html;
use tempfile::TempDir;

use crate::support::{all, folder, on_every_processor, ran, rows, said};

#[path = "../reference/data.rs"]
#[expect(dead_code, reason = "the judge of the reference uses the rest")]
mod data;
#[path = "../reference/generate.rs"]
mod generate;

/// How many plans are tried unless more are asked for.
const PLANS: u64 = 80;

/// How many of them one run takes, where a command takes several.
const TOGETHER: usize = 10;

/// In how many of a hundred figures there are more digits than anyone prints.
const LONG: u64 = 30;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

// ---- Plans ----

/// A plan with its figures, whose names of regions no other plan has.
struct Case {
    id: String,
    toml: String,
    csv: String,
    as_of: NaiveDate,
    indicators: Vec<data::Indicator>,
    rows: Vec<data::Row>,
}

impl Case {
    fn of(seed: u64) -> Self {
        let case = generate::case(seed);
        let id = format!("p{seed}");
        let own = |text: &str| text.replace('市', &format!("{seed}市"));
        let mut toml = own(&case.toml).replace("id = \"t\"", &format!("id = \"{id}\""));
        // A rule an indicator, applied to the plan's own region and, where there are members, to them.
        let region = format!("own = [\"测试{seed}市\"]");
        if toml.contains("[members]") {
            toml = toml.replace("[members]", &format!("[members]\n{region}"));
        } else {
            write!(toml, "\n[members]\n{region}\n").unwrap();
        }
        for indicator in &case.plan.indicators {
            let of = &indicator.id;
            let list = match &indicator.every {
                None => "own",
                Some((members, _)) if members.len() == 2 => "two",
                Some(_) => "four",
            };
            write!(
                toml,
                "\n[[rule]]\nid = \"fall-of-{of}\"\nname = \"下降\"\neach = \"{list}\"\nall_fall = [\"{of}\"]\nreading = \"amount\"\noutcome = \"否优\"\n"
            )
            .unwrap();
        }
        Self {
            id,
            toml,
            csv: longer(&own(&case.csv), seed),
            as_of: case.as_of,
            indicators: case.plan.indicators,
            rows: case.rows,
        }
    }

    fn indicator(&self, id: &str) -> &data::Indicator {
        self.indicators.iter().find(|it| it.id == id).unwrap()
    }

    /// Was more than one value published for a period that ends in that year, of an indicator or of what it follows from?
    fn is_revised(&self, id: &str, year: i32) -> bool {
        let of = |row: &&data::Row| row.id[1..] == id[1..] && data::year_of(row.span.last) == year;
        let rows: Vec<_> = self.rows.iter().filter(of).collect();
        let ends: BTreeSet<_> =
            rows.iter().map(|row| (&row.id, &row.region, row.meant.last)).collect();
        ends.len() < rows.len()
    }

    /// Indicators that are looked at one by one: one or two of them, by turns.
    fn chosen(&self, seed: u64) -> BTreeSet<&str> {
        let count = self.indicators.len() as u64;
        let at = |turn: u64| {
            let place = usize::try_from((seed / 2 + turn) % count).unwrap();
            self.indicators[place].id.as_str()
        };
        BTreeSet::from([at(0), at(seed % 2)])
    }
}

/// The same figures, some of which have more digits: what is not shown whole must be cut alike.
fn longer(csv: &str, seed: u64) -> String {
    let mut random = seed;
    let mut below = |end: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        (random >> 33) % end
    };
    let lines = csv.lines().map(|line| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        let value = &mut cells[3];
        if value.contains('.')
            && value.ends_with(|it: char| it.is_ascii_digit())
            && below(100) < LONG
        {
            let zeros = usize::try_from(below(5)).unwrap();
            write!(value, "{}{}", "0".repeat(zeros), 1 + below(9999)).unwrap();
        }
        cells.join(",") + "\n"
    });
    lines.collect()
}

// ---- Texts ----

/// The numbers of a text as they are written, each with the sign that says what is known of it.
fn numbers(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let (mut sign, mut inside) = (String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let digit_follows = letters.peek().is_some_and(char::is_ascii_digit);
        match letter {
            '0'..='9' if inside => found.last_mut().unwrap().push(letter),
            '0'..='9' => {
                found.push(std::mem::take(&mut sign) + &letter.to_string());
                inside = true;
            }
            '.' | ',' if inside && digit_follows => found.last_mut().unwrap().push(letter),
            _ => {
                inside = false;
                match letter {
                    '−' | '+' if digit_follows => sign.push(letter),
                    '<' | '>' | '≤' | '≥' | '≈' => sign = letter.to_string(),
                    '\u{a0}' | ' ' => {}
                    _ => sign.clear(),
                }
            }
        }
    }
    found
}

/// The same without the signs that a sentence puts into words.
fn plain_numbers(text: &str) -> Vec<String> {
    let plain = |it: String| it.trim_start_matches(['<', '>', '≤', '≥', '≈']).to_owned();
    numbers(text).into_iter().map(plain).collect()
}

/// A distance as a sentence tells it: how large it is. Nothing is told in words.
fn sizes(text: &str) -> Vec<String> {
    let size = |it: String| it.trim_start_matches(['−', '+']).to_owned();
    let is_something = |it: &String| it.contains(|digit: char| matches!(digit, '1'..='9'));
    plain_numbers(text).into_iter().map(size).filter(is_something).collect()
}

/// A table of a page in Markdown; the lines of a cell are separated by `\n`.
struct Table {
    /// The plan, or whatever stands in the last heading of the first level.
    of: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn column(&self, heading: &str) -> Option<usize> {
        self.columns.iter().position(|it| it == heading)
    }

    fn cell<'t>(&self, row: &'t [String], heading: &str) -> &'t str {
        self.column(heading).map_or("", |column| row[column].as_str())
    }
}

fn unescaped(text: &str) -> String {
    text.replace('\\', "").replace('\u{a0}', " ").trim().to_owned()
}

/// What a heading of the first level names.
fn heading(line: &str) -> Option<String> {
    let line = line.strip_prefix("# ")?;
    Some(line.split(" — ").next().unwrap_or_default().to_owned())
}

fn tables(markdown: &str) -> Vec<Table> {
    let (mut found, mut of, mut inside) = (Vec::<Table>::new(), String::new(), false);
    for line in markdown.lines() {
        of = heading(line).unwrap_or(of);
        let Some(row) = line.strip_prefix('|') else {
            inside = false;
            continue;
        };
        let row = row.trim_end().trim_end_matches('|');
        let cells = row.split('|').map(|cell| unescaped(&cell.replace("<br>", "\n"))).collect();
        if !inside {
            found.push(Table { of: of.clone(), columns: cells, rows: Vec::new() });
        } else if !line.starts_with("| ---") {
            found.last_mut().unwrap().rows.push(cells);
        }
        inside = true;
    }
    found
}

/// The facts of a page in Markdown, the last of each name.
fn facts(markdown: &str) -> BTreeMap<String, String> {
    let lines = markdown.lines().filter_map(|line| line.strip_prefix("- **"));
    let facts = lines.filter_map(|line| line.split_once("**: ").or(line.split_once("**：")));
    facts.map(|(name, fact)| (unescaped(name), unescaped(fact))).collect()
}

/// Headings and phrases in the language of a run.
struct Words {
    lang: &'static str,
    zh: bool,
}

impl Words {
    fn pick<'t>(&self, en: &'t str, zh: &'t str) -> &'t str {
        if self.zh { zh } else { en }
    }
}

macro_rules! headings {
    ($($name:ident $en:literal $zh:literal;)*) => {
        impl Words {
            $(fn $name(&self) -> &'static str { self.pick($en, $zh) })*
        }
    };
}

headings! {
    indicator "Indicator"           "指标";
    target    "Target"              "目标值";
    actual    "Actual"              "实际值";
    gap       "Gap"                 "差距";
    verdict   "Verdict"             "评估";
    progress  "Progress / expected" "完成进度 / 序时进度";
    projected "At the deadline"     "期末推算值";
    baseline  "Baseline"            "基期值";
    required  "Needed per year"     "每年尚需";
    need      "Still needed"        "尚需";
    yearly    "Left per year"       "每年尚需/可用";
    left      "Left"                "尚需/可用";
    plan      "Plan"                "规划";
    region    "Region"              "地区";
    year      "Year"                "年份";
    period    "Period"              "时期";
    sum       "Sum so far"          "累计值";
    mean      "Mean so far"         "平均值";
    before    "Before"              "变化前";
    after     "After"               "变化后";
    compared  "Compared with the year before" "与上年相比";
}

// ---- What is compared ----

/// A plan and one of its indicators.
type Key = (String, String);

/// What the table of `status` shows of an indicator, the lines of a cell separated by `\n`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shown {
    target: String,
    actual: String,
    gap: String,
    progress: String,
    projected: String,
    need: String,
    verdict: String,
    /// The actual of each member by its name.
    members: Vec<(String, String)>,
}

impl Shown {
    fn actual_value(&self) -> &str {
        self.actual.lines().next().unwrap_or_default()
    }

    fn is_assessed(&self, words: &Words) -> bool {
        let open =
            if words.zh { ["无法判定", "无数据"] } else { ["not-assessable", "no-data"] };
        !open.iter().any(|word| self.verdict.starts_with(word))
    }

    /// Does a number stand there that is not the value itself?
    fn is_inexact(&self) -> bool {
        let signs =
            |text: &str| numbers(text).iter().any(|it| it.starts_with(['<', '>', '≤', '≥', '≈']));
        let target = self.target.split_once(['(', '（']).map_or("", |(_, resolved)| resolved);
        signs(self.actual_value()) || signs(target)
    }

    fn actual_period(&self) -> &str {
        self.actual.lines().nth(1).unwrap_or_default()
    }
}

/// The tables of `status` or `gap` by plan and indicator.
fn shown(markdown: &str, words: &Words) -> BTreeMap<Key, Shown> {
    let mut found = BTreeMap::new();
    for table in tables(markdown).iter().filter(|it| it.columns[0] == words.indicator()) {
        let mut last = None;
        for row in &table.rows {
            let cell = |heading| table.cell(row, heading).to_owned();
            if let Some(member) = row[0].strip_prefix("· ") {
                let of: &mut Shown = found.get_mut(last.as_ref().unwrap()).unwrap();
                of.members.push((member.to_owned(), cell(words.actual())));
                continue;
            }
            let key = (table.of.clone(), row[0].strip_prefix("项目").unwrap().to_owned());
            let headings = [words.required(), words.need(), words.yearly(), words.left()];
            let need = headings.map(cell);
            let shown = Shown {
                target: cell(words.target()),
                actual: cell(words.actual()),
                gap: cell(words.gap()),
                progress: cell(words.progress()),
                projected: cell(words.projected()),
                need: need.concat(),
                verdict: cell(words.verdict()),
                members: Vec::new(),
            };
            last = Some(key.clone());
            assert!(found.insert(key, shown).is_none(), "{:?} twice", row[0]);
        }
    }
    found
}

/// What was compared, and what contradicts the table.
#[derive(Default)]
struct Book {
    compared: BTreeMap<(&'static str, &'static str), usize>,
    contradictions: Vec<String>,
}

impl Book {
    /// Notes one fact in one view.
    fn same<T: PartialEq + std::fmt::Debug>(
        &mut self,
        [view, fact]: [&'static str; 2],
        (plan, indicator): &Key,
        [there, table]: [T; 2],
    ) {
        // Nothing in either place is a contradiction to nothing, and no number.
        let said = format!("{there:?}");
        let is_something = said.contains(|it: char| it.is_ascii_digit()) || there != table;
        *self.compared.entry((view, fact)).or_default() += usize::from(is_something);
        if there != table {
            self.contradictions
                .push(format!("{plan} {indicator}: {fact} is {there:?} in {view}, not {table:?}"));
        }
    }

    fn add(&mut self, other: Self) {
        for (what, count) in other.compared {
            *self.compared.entry(what).or_default() += count;
        }
        self.contradictions.extend(other.contradictions);
    }
}

/// Several plans with all their figures, and what the table shows of them.
struct Batch<'a> {
    folder: TempDir,
    cases: &'a [(u64, Case)],
    words: Words,
    from: NaiveDate,
    to: NaiveDate,
    status: BTreeMap<Key, Shown>,
    earlier: BTreeMap<Key, Shown>,
    /// Facts of the page by indicator and column of `status`.
    page: BTreeMap<Key, BTreeMap<String, String>>,
    book: Book,
}

/// Standard output, whatever the exit code says of the plans.
fn output(folder: &Path, arguments: &str) -> String {
    let (code, text, problems) = ran(folder, arguments);
    assert!(code < 2 && !text.is_empty(), "{arguments}: {problems}");
    text
}

impl<'a> Batch<'a> {
    fn new(cases: &'a [(u64, Case)], zh: bool) -> Self {
        let mut files: Vec<(String, String)> = Vec::new();
        let mut figures = String::new();
        for (_, case) in cases {
            let (head, rows) = case.csv.split_once('\n').unwrap();
            if figures.is_empty() {
                figures = format!("{head}\n");
            }
            figures.push_str(rows);
            files.push((format!("{}.toml", case.id), case.toml.clone()));
            files.push((format!("{}.csv", case.id), case.csv.clone()));
        }
        files.push(("all.csv".to_owned(), figures));
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        if let Some(kept) = std::env::var_os("KEEP") {
            for (name, text) in &files {
                std::fs::write(Path::new(&kept).join(name), text).unwrap();
            }
        }
        let to = cases[cases.len() / 2].1.as_of;
        Self {
            folder: folder(&files),
            cases,
            words: Words { lang: if zh { "zh" } else { "en" }, zh },
            from: to - Days::new(300),
            to,
            status: BTreeMap::new(),
            earlier: BTreeMap::new(),
            page: BTreeMap::new(),
            book: Book::default(),
        }
    }

    fn names(&self) -> String {
        let names: Vec<String> =
            self.cases.iter().map(|(_, it)| format!("{}.toml", it.id)).collect();
        names.join(" ")
    }

    /// A view of all plans.
    fn all(&self, view: &str, day: NaiveDate) -> String {
        let (names, lang) = (self.names(), self.words.lang);
        let (view, options) = view.split_once(' ').unwrap_or((view, ""));
        let (before, format) = options.split_once("--").map_or((options, ""), |it| it);
        let arguments = format!(
            "{view} {before}{names} --{format} --actuals all.csv --as-of {day} -q --lang {lang}"
        );
        output(self.folder.path(), &arguments)
    }

    /// A view of one plan.
    fn one(&self, case: &Case, view: &str, after: &str) -> String {
        let (id, lang) = (&case.id, self.words.lang);
        let arguments = format!(
            "{view} {id}.toml {after} --actuals {id}.csv --format markdown -q --lang {lang}"
        );
        output(self.folder.path(), &arguments)
    }

    fn look(mut self) -> Book {
        let table = self.all("status --format markdown --all --members", self.to);
        self.status = shown(&table, &self.words);
        let table = self.all("status --format markdown --all --members", self.from);
        self.earlier = shown(&table, &self.words);
        self.look_at_rows();
        self.look_at_gap();
        self.look_at_compare();
        self.look_at_page();
        self.look_at_report();
        for (seed, case) in self.cases {
            self.look_at_diff(case);
            self.look_at_rules(case);
            for id in case.chosen(*seed) {
                let key = (case.id.clone(), id.to_owned());
                self.look_at_explain(case, &key);
            }
        }
        let (day, lang) = (self.to, self.words.lang);
        for one in &mut self.book.contradictions {
            write!(one, " (as of {day}, --lang {lang})").unwrap();
        }
        self.book
    }

    /// CSV has every digit; it has the same rows.
    fn look_at_rows(&mut self) {
        let csv = rows(&self.all("status --format csv", self.to));
        let of_csv = csv.iter().map(|row| (row["plan"].clone(), row["indicator"].clone()));
        assert!(of_csv.collect::<BTreeSet<_>>().iter().eq(self.status.keys()));
        let known = self.cases.iter().map(|(_, case)| case.indicators.len()).sum::<usize>();
        assert_eq!(csv.len(), known);
        for row in &csv {
            let key = (row["plan"].clone(), row["indicator"].clone());
            let shown = &self.status[&key];
            assert_eq!(row["actual"].is_empty(), shown.actual.is_empty(), "{key:?}");
        }
    }

    /// The same cells; there is no progress and no projection.
    fn look_at_gap(&mut self) {
        let gap = shown(&self.all("gap --format markdown --all --members", self.to), &self.words);
        assert!(gap.keys().eq(self.status.keys()));
        for (key, there) in &gap {
            let table = &self.status[key];
            for (fact, texts) in [
                ("target", [&there.target, &table.target]),
                ("actual", [&there.actual, &table.actual]),
                ("gap", [&there.gap, &table.gap]),
                ("need", [&there.need, &table.need]),
            ] {
                self.book.same(["gap", fact], key, texts);
            }
            for members in there.members.iter().zip(&table.members) {
                self.book.same(["gap", "member"], key, [members.0, members.1]);
            }
        }
    }

    fn look_at_compare(&mut self) {
        let ids: BTreeSet<&str> = self.status.keys().map(|key| key.1.as_str()).collect();
        let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
        // Parts of sums are few.
        for id in ids.iter().filter(|id| id.starts_with('a')) {
            let text = self.all(&format!("compare {id} --format markdown"), self.to);
            let tables = tables(&text);
            let table = tables.iter().find(|it| it.columns[0] == self.words.plan()).unwrap();
            assert_eq!(table.rows.len(), self.cases.len(), "{id}");
            for row in &table.rows {
                let key = (row[0].clone(), id.clone());
                let shown = &self.status[&key];
                for (fact, heading, cell) in [
                    ("target", self.words.target(), &shown.target),
                    ("actual", self.words.actual(), &shown.actual),
                    ("gap", self.words.gap(), &shown.gap),
                ] {
                    self.book.same(["compare", fact], &key, [table.cell(row, heading), cell]);
                }
            }
        }
    }

    fn look_at_page(&mut self) {
        let page = Html::parse_document(&self.all("report --format html", self.to));
        let rows = all(page.root_element(), "[data-indicator]");
        assert_eq!(rows.len(), self.status.len());
        for row in rows {
            let attribute = |name| row.value().attr(name).unwrap().to_owned();
            let key = (attribute("data-plan"), attribute("data-indicator"));
            let mut facts: BTreeMap<String, String> = BTreeMap::new();
            for element in all(row, "[data-key]") {
                let name = element.value().attr("data-key").unwrap();
                let text = said(element).replace('\u{a0}', " ");
                if let Some(other) = facts.insert(name.to_owned(), text.clone()) {
                    self.book.same(["page", "a fact told twice"], &key, [text, other]);
                }
            }
            let fact = |name: &str| facts.get(name).map_or("", String::as_str);
            let table = &self.status[&key];
            // What a relative target comes to may not be known; then no number stands behind the cell.
            let cell = all(row, ".pc-target")[0].text().collect::<Vec<_>>().join("\n");
            self.book.same(["page", "target"], &key, [numbers(&cell), numbers(&table.target)]);
            for (name, cell) in [
                ("actual", table.actual_value()),
                ("gap", table.gap.lines().next().unwrap_or_default()),
            ] {
                self.book.same(["page", name], &key, [fact(name), cell]);
            }
            let way = ["progress", "expected"].map(|name| numbers(fact(name))).concat();
            let way = if way.is_empty() { numbers(fact("ratio")) } else { way };
            self.book.same(["page", "progress"], &key, [way, numbers(&table.progress)]);
            let texts = [fact("projected"), &table.projected].map(numbers);
            self.book.same(["page", "projected"], &key, texts);
            let need = ["required_amount", "required_growth", "required_per_year"]
                .map(|it| numbers(fact(it)));
            self.book.same(["page", "need"], &key, [need.concat(), numbers(&table.need)]);
            self.page.insert(key, facts);
        }
    }

    /// The sentences of a report.
    fn look_at_report(&mut self) {
        let report = self.all("report --format markdown", self.to);
        let mut of = String::new();
        let (colon, semicolon) = (self.words.pick(": ", "："), self.words.pick("; ", "；"));
        let target = self.words.pick("target ", "目标为");
        for line in report.lines() {
            of = heading(line).unwrap_or(of);
            let Some((_, line)) = line.split_once(". 项目") else { continue };
            let line = unescaped(line);
            let Some((id, sentence)) = line.split_once(colon) else { continue };
            if !sentence.starts_with(target) {
                continue;
            }
            let key = (of.clone(), id.to_owned());
            let clauses: Vec<&str> = sentence.split(semicolon).collect();
            self.look_at_sentence(&key, &clauses);
        }
    }

    fn look_at_sentence(&mut self, key: &Key, clauses: &[&str]) {
        let table = &self.status[key];
        let book = &mut self.book;
        let words = &self.words;
        let target = plain_numbers(&table.target);
        book.same(["report", "target"], key, [plain_numbers(clauses[0]), target.clone()]);
        let starts = ["actual ", "newest figure ", "实际为", "最新数据为", "已使用"];
        let actual = clauses
            .iter()
            .find(|it| starts.iter().any(|start| it.starts_with(start)) || it.contains(" used ("));
        let Some(actual) = actual else {
            book.same(["report", "actual and gap"], key, ["", table.actual_value()]);
            return;
        };
        let (value, period) =
            (plain_numbers(table.actual_value()), plain_numbers(table.actual_period()));
        let size = sizes(&table.gap);
        let told = plain_numbers(actual);
        if actual.starts_with("已使用") || actual.contains(" used (") {
            // What is allowed stands beside it, in Chinese with the share that is used.
            let ends = [told.first().cloned(), told.last().cloned()];
            // That nothing is left is told by a number, too.
            let left = plain_numbers(&table.gap).into_iter().next();
            let left = left.map(|it| it.trim_start_matches(['−', '+']).to_owned());
            let expected = [value.first().cloned(), left.or(period.last().cloned())];
            book.same(["report", "actual and gap"], key, [ends, expected]);
        } else {
            let known = [value, period].concat();
            // How far a bound is away no sentence can say where it may as well be on the other side.
            let is_open = told == known && table.is_inexact();
            let expected = if is_open { known } else { [known, size].concat() };
            book.same(["report", "actual and gap"], key, [told, expected]);
        }
        let progress = numbers(&table.progress);
        let page = &self.page[key];
        let fact = |name: &str| page.get(name).map_or(Vec::new(), |text| numbers(text));
        for clause in clauses {
            if let Some(pace) = clause.strip_prefix(words.pick("progress ", "完成进度")) {
                let way = [progress.clone(), fact("ratio")].concat();
                book.same(["report", "progress and ratio"], key, [numbers(pace), way]);
            }
            if let Some(pace) = clause.strip_prefix(words.pick("ratio ", "进度比")) {
                book.same(["report", "ratio"], key, [numbers(pace), fact("ratio")]);
            }
        }
        // The last clause goes on in sentences: where the pace leads, and what is needed.
        let last = clauses.last().unwrap();
        let between = |start: &str, end: &str| Some(last.split_once(start)?.1.split_once(end)?.0);
        let projected = if words.zh {
            between("期末为", "。").map(|text| text.split('，').next().unwrap())
        } else {
            between("At the pace so far: ", " by the deadline")
        };
        if let Some(told) = projected {
            let texts = [told, &table.projected].map(plain_numbers);
            book.same(["report", "projected"], key, texts);
        }
        let lines: Vec<&str> = table.need.lines().collect();
        let starts = if words.zh { ["尚需", "可用"] } else { ["from then on: ", " left: "] };
        let need = starts.iter().find_map(|start| Some(last.split_once(start)?.1));
        if let Some(told) = need {
            let is_growth = last.contains(words.pick("Growth needed", "尚需增长"));
            let line = if is_growth { lines.last() } else { lines.first() };
            let told = told.split(words.pick(". ", "。")).next().unwrap().trim_end_matches('.');
            book.same(["report", "need"], key, [told, line.unwrap_or(&"")].map(sizes));
        }
    }

    /// How an indicator stood and stands, where that changed.
    fn look_at_diff(&mut self, case: &Case) {
        let (from, to) = (self.from, self.to);
        let text = self.one(case, "diff", &format!("--from {from} --to {to}"));
        for table in tables(&text).iter().filter(|it| it.columns[0] == self.words.indicator()) {
            for row in &table.rows {
                let id = row[0].lines().nth(1).unwrap();
                let key = (case.id.clone(), id.to_owned());
                for (heading, shown) in
                    [(self.words.before(), &self.earlier), (self.words.after(), &self.status)]
                {
                    let shown = &shown[&key];
                    let lines: Vec<&str> = table.cell(row, heading).lines().collect();
                    let target = shown.target.lines().collect::<Vec<_>>();
                    let is_told = lines.ends_with(&target);
                    let rest = lines.len() - if is_told { target.len() } else { 0 };
                    // The verdict and what is remarked on it stand before the actual.
                    let actual = shown.actual.lines().count();
                    let told = numbers(&lines[rest.saturating_sub(actual)..rest].join("\n"));
                    self.book.same(["diff", "actual"], &key, [told, numbers(&shown.actual)]);
                    let told = numbers(&lines[rest..].join("\n"));
                    if is_told {
                        self.book.same(["diff", "target"], &key, [told, numbers(&shown.target)]);
                    }
                    assert!((1..=2).contains(&rest.saturating_sub(actual)), "{key:?} {lines:?}");
                }
            }
        }
    }

    /// The figures that rules compare: where the year is that of the actual, it is the same fact.
    fn look_at_rules(&mut self, case: &Case) {
        let text = self.one(case, "rules", &format!("--as-of {}", self.to));
        for table in tables(&text) {
            let Some(id) = table.of.strip_prefix("fall-of-") else { continue };
            let key = (case.id.clone(), id.to_owned());
            let shown = &self.status[&key];
            let of = case.indicator(id);
            // The growth, or how many members meet the target, is another fact than the figure.
            let is_own = of.measure != data::Measure::AverageGrowth && of.every.is_none();
            // How many digits tell a figure from that of another series, a rule does not know.
            if matches!(of.goal, data::Goal::Beside(_)) {
                continue;
            }
            for row in &table.rows {
                let year = table.cell(row, self.words.year());
                let region = table.cell(row, self.words.region());
                let member = shown.members.iter().find(|it| it.0 == region);
                let cell = match member {
                    Some(member) => &member.1,
                    None if is_own => &shown.actual,
                    None => continue,
                };
                let mut lines = cell.lines();
                let (value, period) = (lines.next(), lines.next().unwrap_or_default());
                let compared =
                    table.cell(row, self.words.compared()).replace(&format!("项目{id}"), "");
                // A part of the year is named.
                let part = if self.words.zh {
                    compared.strip_prefix('（').and_then(|it| it.split_once("）："))
                } else {
                    compared.strip_prefix(", ").and_then(|it| it.split_once(": "))
                };
                let is_named = year.contains('/');
                let whole =
                    format!("{year}{}", self.words.pick("", if is_named { "" } else { "年" }));
                let (of_period, compared) = part.unwrap_or((&whole, &compared));
                if period != of_period {
                    continue;
                }
                // A rule compares what was first published, an assessment the newest.
                // A year of another calendar is 2004/05.
                if case.is_revised(id, year[..4].parse().unwrap()) {
                    continue;
                }
                let told = numbers(compared).into_iter().next();
                let value = numbers(value.unwrap_or_default()).into_iter().next();
                self.book.same(["rules", "actual"], &key, [told, value]);
            }
        }
    }

    /// `explain` and `trend`, which say more of one indicator.
    fn look_at_explain(&mut self, case: &Case, key: &Key) {
        let after = format!("{} --as-of {}", key.1, self.to);
        let explain = self.one(case, "explain", &after);
        let trend = self.one(case, "trend", &after);
        let words = &self.words;
        let (book, table, page) = (&mut self.book, &self.status[key], &self.page[key]);
        let says = facts(&explain);
        let fact = |name: &str| says.get(name).map_or("", String::as_str);
        let result = explain.rsplit("\n## ").next().unwrap();
        let result = facts(result);
        let of_result = |name: &str| result.get(name).map_or("", String::as_str);
        let target = [of_result(words.target()), &table.target].map(numbers);
        book.same(["explain", "target"], key, target);
        book.same(["explain", "gap"], key, [of_result(words.gap()), &table.gap].map(numbers));
        book.same(["explain", "actual"], key, [fact(words.actual()), &table.actual].map(numbers));
        for line in explain.lines().map(unescaped) {
            let terms = [("actual = ", "实际值 = "), ("gap = ", "差距 = ")];
            for ((en, zh), cell) in terms.into_iter().zip([table.actual_value(), &table.gap]) {
                let Some(terms) = line.strip_prefix(words.pick(en, zh)) else { continue };
                let last = terms.rsplit(" = ").next().unwrap();
                let [told, shown] =
                    [last, cell].map(|it| plain_numbers(it).into_iter().next().unwrap_or_default());
                let value = |text: &str| text.replace(',', "").replace('−', "-").parse::<f64>();
                // Another number has more digits here, or is that of a limit.
                if value(&told) == value(&shown) {
                    book.same(["explain", "equation"], key, [told, shown]);
                }
            }
        }
        let at = |table: &Table, heading: &str| table.column(heading).is_some();
        let of_explain = tables(&explain);
        for members in of_explain.iter().filter(|it| it.columns[0] == words.region()) {
            for row in &members.rows {
                let cell = table.members.iter().find(|it| it.0 == row[0]).unwrap();
                let [actual, period] = [words.actual(), words.period()];
                let told = numbers(&format!(
                    "{} {}",
                    members.cell(row, actual),
                    members.cell(row, period)
                ));
                book.same(["explain", "member"], key, [told, numbers(&cell.1)]);
            }
        }

        let says = facts(&trend);
        let fact = |name: &str| says.get(name).map_or("", String::as_str);
        let told = numbers(fact(words.target()));
        let expected = numbers(&table.target);
        // The deadline stands there in any case.
        let told = told[..expected.len().min(told.len())].to_vec();
        book.same(["trend", "target"], key, [told, expected]);
        book.same(["trend", "actual"], key, [fact(words.actual()), &table.actual].map(numbers));
        if !fact(words.projected()).is_empty() {
            let texts = [fact(words.projected()), &table.projected].map(numbers);
            book.same(["trend", "projected"], key, texts);
        }
        let used =
            facts(explain.split(words.pick("## Figures used", "## 采用的数据")).nth(1).unwrap());
        let baselines = [used.get(words.baseline()), says.get(words.baseline())];
        let baseline = page.get("baseline").map(|it| numbers(it));
        for (view, told) in ["explain", "trend"].into_iter().zip(baselines) {
            // The page has the period beside the number.
            let told = told.map(|it| numbers(it).into_iter().take(1).collect::<Vec<_>>());
            // A trend has a start or not, whether the verdict needed one or not.
            let is_open = told.is_none() || (baseline.is_none() && !table.is_assessed(words));
            if view == "trend" && is_open {
                continue;
            }
            book.same([view, "baseline"], key, [told, baseline.clone()]);
        }

        let tables = tables(&trend);
        let Some(years) = tables.iter().find(|it| at(it, words.period())) else { return };
        let so_far = [words.sum(), words.mean()].into_iter().find(|it| at(years, it));
        let actual = so_far.unwrap_or(words.actual());
        let of = case.indicator(&key.1);
        // Levels are drawn, and their growth is the actual; of a total that cannot be assessed it is the newest figure, and not a sum.
        let is_other = of.measure == data::Measure::AverageGrowth
            || (of.measure == data::Measure::Total && !table.is_assessed(words));
        // The last day of a year of another calendar is not named by that year.
        let named = |period: &str| period.contains('/');
        let is_day = !named(table.actual_period())
            && years.rows.iter().any(|row| named(years.cell(row, words.period())));
        if !table.actual_value().is_empty() && !is_other && !is_day {
            let ends = |period: &str| numbers(period).into_iter().rfind(|it| it.len() == 4);
            let year = ends(table.actual_period());
            let there = years.rows.iter().any(|row| {
                ends(years.cell(row, words.period())) == year && !years.cell(row, actual).is_empty()
            });
            let told = if there { year.clone() } else { None };
            book.same(["trend", "the year of the actual"], key, [told, year]);
        }
        for row in &years.rows {
            let period = years.cell(row, words.period());
            let told = years.cell(row, actual);
            if period == table.actual_period() && !told.is_empty() && !is_other {
                book.same(["trend", "row of the actual"], key, [told, table.actual_value()]);
            }
            let of_year = of_explain.iter().filter(|it| it.columns[0] == words.year());
            for explained in of_year {
                for one in &explained.rows {
                    if (period == one[0] || period == format!("{}年", one[0])) && !told.is_empty()
                    {
                        book.same(["trend", "year"], key, [told, &one[1]].map(numbers));
                    }
                }
            }
        }
    }
}

fn look(cases: &[(u64, Case)]) -> Book {
    let batches: Vec<&[(u64, Case)]> = cases.chunks(TOGETHER).collect();
    let mut whole = Book::default();
    for book in
        on_every_processor(&batches, |place, batch| Batch::new(batch, place % 2 == 1).look())
    {
        whole.add(book);
    }
    whole
}

#[test]
fn one_fact_is_one_text_in_every_view() {
    let count = setting("ONE_TEXT_PLANS").unwrap_or(PLANS);
    let first = setting("SEED").unwrap_or(1);
    let seeds = (first..).take(usize::try_from(count).unwrap());
    let mut cases: Vec<_> = seeds.map(|seed| (seed, Case::of(seed))).collect();
    // Those of about the same day are read as of one day.
    cases.sort_by_key(|(seed, case)| (case.as_of, *seed));
    let book = look(&cases);
    for ((view, fact), count) in &book.compared {
        println!("{count:>6}  {view}: {fact}");
    }
    // Every view was read.
    let views = ["gap", "compare", "page", "report", "diff", "rules", "explain", "trend"];
    for view in views {
        let facts = book.compared.iter().filter(|((it, _), _)| *it == view);
        assert!(facts.clone().count() > 0, "{view}");
        for ((_, fact), compared) in facts.filter(|_| count >= PLANS) {
            assert!(*compared >= 5, "{view}: {fact}");
        }
    }
    let mut found = book.contradictions;
    found.sort();
    assert!(found.is_empty(), "{} contradictions:\n{}", found.len(), found.join("\n"));
}

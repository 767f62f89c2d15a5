//! Problems of a run: an unknown name, a missing file.

use crate::words::joined;

problems! {
/// A problem of a run. The fields are the arguments of the texts.
pub enum RunProblem {
    /// The folder of plans is not a folder.
    /// `named_by`: `--plans-dir`, or the variable.
    NoPlanFolder { path: String, named_by: &'static str } = Error "no-plan-folder" {
        "`{path}`, given by {named_by}, is not a folder", "name the folder that contains the plans, or omit {named_by}";
        "{named_by} 指定的 `{path}` 不是文件夹", "请写明规划所在的文件夹，或不用 {named_by}"
    }
    /// `known`: all available ids.
    /// `figures`: is it a file of figures? `folder`: is it a folder?
    UnknownPlan { name: String, figures: bool, folder: bool, nearest: Option<String>, known: Vec<String> } = Error "unknown-plan" {
        "there is no plan `{name}`", [if (*figures) "a file of figures is given by --actuals {name}, after the plan"
            else [if folder "a folder of plans is given by --plans-dir {name}, beside the plan"
                else [nearest ? "did you mean `{nearest}`?" : ("the plans found are: {}", known.join(", "))]]];
        "没有名为 `{name}` 的规划", [if (*figures) "数据文件请写在规划之后：--actuals {name}"
            else [if folder "规划所在的文件夹请用 --plans-dir {name} 指定，并写明规划"
                else [nearest ? "是否指 `{nearest}`？" : ("可用的规划：{}", known.join(", "))]]]
    }
    /// A plan where a command stands.
    NoCommand { plan: String } = Error "no-command" {
        "`{plan}` is a plan, not a command", "`plancheck status {plan}` judges it, `plancheck show {plan}` shows its targets";
        "`{plan}` 是规划，不是命令", "`plancheck status {plan}` 评估该规划，`plancheck show {plan}` 列出其目标"
    }
    /// A command without a plan.
    NoPlanNamed { known: Vec<String> } = Error "no-plan-named" {
        "the command needs a plan", ("name one by id or file; the plans found are: {}", known.join(", "));
        "该命令须写明规划", ("请写规划的 id 或文件；可用的规划：{}", known.join(", "))
    }
    /// A plan without an indicator, for a command that needs one.
    NoIndicatorNamed { plan: String } = Error "no-indicator-named" {
        "the command needs an indicator of `{plan}`", "name one by id or name; `plancheck show {plan}` lists them";
        "该命令须写明 `{plan}` 的一项指标", "请写指标的 id 或名称；`plancheck show {plan}` 列出全部指标"
    }
    /// A format written as a flag.
    FormatAsFlag { flag: String, format: &'static str } = Error "format-as-flag" {
        "there is no flag `{flag}`", "write --format {format}";
        "没有选项 `{flag}`", "请写 --format {format}"
    }
    /// A word that is no command.
    /// `figures`: is it a file of figures?
    UnknownCommand { word: String, figures: bool, nearest: Option<String> } = Error "unknown-command" {
        "there is no command `{word}`",
            [if figures "`plancheck status PLAN --actuals {word}` judges a plan by this file; `plancheck list` lists the plans"
                else [nearest ? "did you mean `{nearest}`?" : "`plancheck --help` lists the commands"]];
        "没有名为 `{word}` 的命令",
            [if figures "`plancheck status PLAN --actuals {word}` 用此文件评估规划；`plancheck list` 列出规划"
                else [nearest ? "是否指 `{nearest}`？" : "`plancheck --help` 列出全部命令"]]
    }
    /// An option that the command does not have.
    /// `command`: as typed, `plancheck status`.
    UnknownOption { option: String, command: String, nearest: Option<String> } = Error "unknown-option" {
        "`{command}` has no option `{option}`", [nearest ? "did you mean `{nearest}`?" : "`{command} --help` lists its options"];
        "`{command}` 没有选项 `{option}`", [nearest ? "是否指 `{nearest}`？" : "`{command} --help` 列出全部选项"]
    }
    /// A word beyond what the command takes.
    UnneededWord { word: String, command: String } = Error "unneeded-word" {
        "`{command}` does not take `{word}`",
            "omit it; text with blanks stands in double quotes; `{command} --help` shows what the command takes";
        "`{command}` 不接受 `{word}`", "请去掉；含空格的文字须加双引号；`{command} --help` 说明该命令的用法"
    }
    /// A value that the option does not take.
    /// `known`: all that it takes. `hint`: how to write it, in English and in Chinese.
    BadValue {
        value: String, option: String, known: Vec<String>, hint: Option<[String; 2]>, nearest: Option<String>
    } = Error "bad-value" {
        "`{value}` is not a value of {option}",
            { match (hint, nearest) {
                (Some([hint, _]), _) => hint.clone(),
                (None, Some(nearest)) => format!("did you mean `{nearest}`? The values are {}", known.join(", ")),
                (None, None) => format!("the values are {}", known.join(", ")),
            } };
        "{option} 的值不能是 `{value}`",
            { match (hint, nearest) {
                (Some([_, hint]), _) => hint.clone(),
                (None, Some(nearest)) => format!("是否指 `{nearest}`？可选值：{}", known.join("、")),
                (None, None) => format!("可选值：{}", known.join("、")),
            } }
    }
    /// An option without its value.
    MissingValue { option: String, known: Vec<String> } = Error "missing-value" {
        "{option} needs a value",
            [if (known.is_empty()) "write it behind the option" else ("the values are {}", known.join(", "))];
        "{option} 缺少值", [if (known.is_empty()) "请写在选项之后" else ("可选值：{}", known.join("、"))]
    }
    /// What a command or an option needs besides.
    MissingArgument { command: String, needed: Vec<String> } = Error "missing-argument" {
        ("`{command}` also needs {}", needed.join(", ")), "`{command} --help` shows examples";
        ("`{command}` 还须写明 {}", needed.join("、")), "`{command} --help` 有示例"
    }
    /// Options that exclude each other.
    OptionsConflict { option: String, others: Vec<String> } = Error "options-conflict" {
        [if (others.is_empty()) "{option} is given more than once"
            else ("{option} cannot be used with {}", others.join(", "))],
            [if (others.is_empty()) "give it once" else "omit one of them"];
        [if (others.is_empty()) "{option} 重复" else ("{option} 不能与 {} 同时使用", others.join("、"))],
            [if (others.is_empty()) "请只写一次" else "请去掉其中之一"]
    }
    /// A name or part of one that several plans or indicators have.
    /// `found`: each as it is listed in English and in Chinese. `more`: so many besides.
    SeveralFit { name: String, found: Vec<[String; 2]>, more: usize } = Error "several-fit" {
        "`{name}` fits several",
            ("write the id of one: {}", listed(found, 0, [", ", " and {} more"], *more));
        "`{name}` 符合多项", ("请写其中一项的 id：{}", listed(found, 1, ["、", "等，另有 {} 项"], *more))
    }
    /// `typed`: the plan as typed, an id or a path.
    UnknownIndicator { name: String, plan: String, typed: String, nearest: Option<String> } = Error "unknown-indicator" {
        "the plan `{plan}` has no indicator `{name}`",
            [nearest ? "did you mean `{nearest}`?" : "`plancheck show {typed}` lists its indicators"];
        "规划 `{plan}` 中没有指标 `{name}`", [nearest ? "是否指 `{nearest}`？" : "`plancheck show {typed}` 列出全部指标"]
    }
    /// A name that is in no plan.
    /// `nearest`: the nearest id, or that of the indicator whose name is nearest.
    InNoPlan { name: String, nearest: Option<String> } = Error "unknown-indicator" {
        "no plan has an indicator or concept `{name}`",
            [nearest ? "did you mean `{nearest}`?" : "`plancheck list` lists the plans, `plancheck show PLAN` the indicators of one"];
        "没有规划含有指标或概念 `{name}`", [nearest ? "是否指 `{nearest}`？" : "`plancheck list` 列出规划，`plancheck show PLAN` 列出其中的指标"]
    }
    /// A pattern of ids that matches nothing.
    NoIndicatorFits { pattern: String, nearest: Option<String> } = Error "no-indicator-fits" {
        "no indicator matches `{pattern}`",
            [nearest ? "did you mean `{nearest}`?" : "`*` matches any characters, `?` exactly one: `*-talents`"];
        "没有指标符合 `{pattern}`", [nearest ? "是否指 `{nearest}`？" : "`*` 代表任意多个字符，`?` 代表一个：`*-talents`"]
    }
    /// A file or folder that cannot be read.
    /// `named_by`: the plan that names it, if the user did not.
    /// `nearest`: a file with a similar name in the same folder.
    FileUnreadable { path: String, message: [String; 2], named_by: Option<String>, nearest: Option<String> } = Error "file-unreadable" {
        ("cannot read `{path}`: {}", message[0]),
            [named_by
                ? [nearest ? "did you mean `{nearest}`? The plan `{named_by}` names the file; correct it there"
                    : "the plan `{named_by}` names it; correct it there, or name another file in the command"]
                : [nearest ? "did you mean `{nearest}`?" : "check the path and your permissions"]];
        ("无法读取 `{path}`：{}", message[1]),
            [named_by
                ? [nearest ? "是否指 `{nearest}`？该文件由规划 `{named_by}` 指定；请在规划中更正"
                    : "规划 `{named_by}` 指定了该文件；请在规划中更正，或在命令中另行指定"]
                : [nearest ? "是否指 `{nearest}`？" : "请检查路径，以及是否有读取权限"]]
    }
    /// Neither the plan nor the user names actuals.
    NoActuals { plan: String } = Error "no-actuals" {
        "the plan `{plan}` names no actuals", "use --actuals FILE, or name a file under `actuals` in the plan";
        "规划 `{plan}` 没有指定实际值文件", "请用 --actuals FILE 指定，或在规划的 `actuals` 中写明"
    }
    /// Neither the plan nor the user names the text of its document.
    NoSourceText { plan: String } = Error "no-source-text" {
        "the plan `{plan}` does not say where the text of its document is", "use --source TEXT, or name a file under `source_text` in [plan]";
        "规划 `{plan}` 没有指定文件原文", "请用 --source TEXT 指定，或在 [plan] 的 source_text 中写明"
    }
    UnknownEncoding { name: String } = Error "no-such-encoding" {
        "unknown encoding `{name}`", "use utf-8, gb18030, gbk, utf-16le, utf-16be, big5, windows-1252 …";
        "没有名为 `{name}` 的编码", "可用：utf-8, gb18030, gbk, utf-16le, utf-16be, big5, windows-1252 …"
    }
    /// A document that is not text in UTF-8 or GB18030.
    /// `offset`: the first byte that is not valid UTF-8.
    SourceEncoding { path: String, offset: u64 } = Error "source-encoding" {
        "`{path}` is not text in UTF-8 or GB18030 (byte {offset})",
            "save the document as plain text in UTF-8, or name its encoding with --encoding";
        "`{path}` 不是 UTF-8 或 GB18030 文本（第 {offset} 字节）", "请将文件另存为 UTF-8 纯文本，或用 --encoding 指明编码"
    }
    /// A file extension without a format.
    /// `known`: the extensions of the command's formats.
    /// `page`: a format of documents, for which a page of HTML serves.
    UnknownEnding { ending: String, page: bool, known: Vec<&'static str> } = Error "unknown-ending" {
        "no format has the extension .{ending}",
            [if page "`plancheck report PLAN -o FILE.html` writes a page that browsers print as PDF and word processors open"
                else ("use --format, or one of the extensions .{}", known.join(", ."))];
        "没有以 .{ending} 结尾的格式",
            [if page "`plancheck report PLAN -o FILE.html` 写出网页，浏览器可打印为 PDF，文字处理软件可打开"
                else ("请给出 --format，或使用以下后缀之一：.{}", known.join(", ."))]
    }
    /// A format that only other commands have.
    /// `known`: the command's formats.
    /// `elsewhere`: the command that has it.
    NoSuchFormat { format: &'static str, elsewhere: Option<&'static str>, known: Vec<&'static str> } = Error "no-such-format" {
        "this command has no format {format}",
            [elsewhere ? ("`plancheck {elsewhere}` writes {format}; the formats of this command are {}", known.join(", "))
                : ("its formats are {}", known.join(", "))];
        "该命令没有 {format} 格式",
            [elsewhere ? ("`plancheck {elsewhere}` 可写 {format}；该命令的格式：{}", known.join("、"))
                : ("可用的格式：{}", known.join("、"))]
    }
    /// A binary format that would be written to a terminal.
    BinaryToTerminal { format: &'static str } = Error "binary-to-terminal" {
        "{format} is a binary format, which a terminal cannot show",
            "name a file with -o, or redirect the output";
        "{format} 是供其他程序打开的文件，终端无法显示", "请用 -o 指定文件，或将输出重定向到文件或其他程序"
    }
    CannotWrite { path: String, message: [String; 2] } = Error "cannot-write" {
        ("cannot write `{path}`: {}", message[0]), "name a file in an existing folder with write permission";
        ("无法写入 `{path}`：{}", message[1]), "请指定文件名，所在文件夹须存在且可写"
    }
    OutputIsInput { path: String } = Error "output-is-input" {
        "the result would replace `{path}`, which the command reads", "name another file with -o";
        "结果将覆盖本次所读取的文件 `{path}`", "请用 -o 指定另一个文件"
    }
    /// A file that a plan names and may not read.
    FileOutside { path: String, plan: String, file: String } = Error "file-outside" {
        "the plan `{plan}` ({file}) names `{path}`, which is hidden, or outside its folder, the working directory and its git work tree",
            "if you trust it, name the file yourself: --actuals {path}";
        "规划 `{plan}`（{file}）指定的 `{path}` 是隐藏文件，或不在该规划所在文件夹、当前文件夹及其 git 工作区之内",
            "如确认可信，请自行指定：--actuals {path}"
    }
    UnknownCode { code: String, nearest: Option<&'static str> } = Error "unknown-code" {
        "no diagnostic has the code `{code}`", [nearest ? "did you mean `{nearest}`?" : "`plancheck explain-code` lists all codes"];
        "没有代码为 `{code}` 的诊断", [nearest ? "是否指 `{nearest}`？" : "`plancheck explain-code` 列出全部代码"]
    }
    /// The id of a new plan that another has.
    KnownPlan { id: String, file: String } = Error "known-plan" {
        "there is a plan `{id}` already: {file}", "choose another id; with --force the new plan hides that one";
        "已有规划 `{id}`：{file}", "请另取 id；用 --force 则新规划取代原规划"
    }
    /// A plan that is not in the program.
    NotShipped { id: String, file: String } = Error "not-shipped" {
        "the plan `{id}` is not shipped with the program: {file}", "copy the file; `plancheck list` shows which plans are built in";
        "规划 `{id}` 不是程序自带的：{file}", "请直接复制该文件；`plancheck list` 列出程序自带的规划"
    }
    /// An invalid id of a new plan.
    NoPlanId { name: String, suggestion: Option<String> } = Error "no-plan-id" {
        "`{name}` cannot be the id of a plan",
            [suggestion ? "did you mean `{suggestion}`? An id consists of a-z, 0-9 and single hyphens"
                : "write place and year with a-z, 0-9 and single hyphens, such as hangzhou-2024"];
        "`{name}` 不能作为规划的 id", [suggestion ? "是否指 `{suggestion}`？id 只能用 a-z、0-9 和单个连字符" : "请用 a-z、0-9 和单个连字符写明地名和年份，如 hangzhou-2024"]
    }
    /// A new file that already exists.
    FileExists { path: String } = Error "file-exists" {
        "`{path}` already exists and was not overwritten", "name another file with -o, or `-o -` for standard output";
        "`{path}` 已存在，其内容予以保留", "请用 -o 指定另一个文件，或用 `-o -` 写到标准输出"
    }
    /// The actuals have nothing that the plan needs, which a pipeline must not mistake for success.
    NoMatchingRow { plan: String, files: Vec<String> } = Error "no-matching-row" {
        ("no row of the actuals belongs to an indicator of the plan `{plan}` ({})", files.join(", ")),
            "a check without data cannot pass; compare names and regions with `plancheck template {plan}`, or use other actuals";
        ("实际值中没有任何一行属于规划 `{plan}` 的指标（{}）", files.join(", ")), "没有数据的检查不能算通过；请用 `plancheck template {plan}` 核对名称和地区，或另行指定实际值文件"
    }
    NothingToCheck { plan: String } = Error "nothing-to-check" {
        "no indicator of the plan `{plan}` is left to check", "widen --indicator, or omit --ignore";
        "规划 `{plan}` 没有剩下可检查的指标", "请放宽 --indicator，或不用 --ignore"
    }
    /// Rows match, but no figure known on the day can be compared with a target: nothing fails, and nothing was checked.
    NothingCompared { plan: String, as_of: String } = Error "nothing-to-check" {
        "no figure known on {as_of} could be compared with a target of the plan `{plan}`",
            "a check that compared nothing cannot pass; `plancheck status {plan} --as-of {as_of}` gives the reasons; \
                use other actuals or a later --as-of";
        "至 {as_of} 没有任何数据可与规划 `{plan}` 的目标值比较",
            "未作比较的检查不能算通过；请用 `plancheck status {plan} --as-of {as_of}` 查看原因，另行指定实际值文件或更晚的 --as-of"
    }
    /// `--fail-on none` combined with other conditions.
    FailOnNone = Error "fail-on-none" {
        "--fail-on combines `none` with other conditions", "write only `none`, for a check that only reports, or omit it";
        "--fail-on 中 `none` 与其他条件并列", "只报告而不判定时单写 `none`，否则请去掉"
    }
    /// A date on one side and actuals on the other.
    MixedSides { date: String, actuals: String } = Error "unlike-sides" {
        "`{date}` is a date and `{actuals}` a set of actuals: they cannot be compared",
            "give two dates for the same actuals, or two sets of actuals with the same --as-of";
        "`{date}` 是日期，`{actuals}` 是实际值，两者无法比较", "请给出两个日期（读同一批实际值），或两批实际值（用同一个 --as-of）"
    }
    /// Two dates on one side.
    /// `side`: `--from` or `--to`.
    TwoDates { side: &'static str } = Error "unlike-sides" {
        "{side} names more than one date, or a date among files", "give one date, or any number of files and folders";
        "{side} 中有多个日期，或日期与文件混用", "请只写一个日期，或任意多个文件和文件夹"
    }
    /// The earlier side is the later one.
    BackwardSides { from: String, to: String } = Error "unlike-sides" {
        "--from {from} is later than --to {to}", "swap the two";
        "--from {from} 晚于 --to {to}", "请将两者对调"
    }
    /// The earlier side is later than the as-of date.
    FromAfterAsOf { from: String, as_of: String } = Error "unlike-sides" {
        "--from {from} is later than the as-of date {as_of}", "give an earlier date, or a later --as-of";
        "--from {from} 晚于评估日期 {as_of}", "请给出更早的日期，或更晚的 --as-of"
    }
    /// `--as-of` with two dates.
    AsOfBesideDates = Error "unlike-sides" {
        "--as-of cannot be used with two dates, which are as-of dates themselves", "omit --as-of; it is for two sets of actuals";
        "比较两个日期时又给出了 --as-of，而两个日期本身就是评估日期", "请去掉 --as-of；它只用于比较两批实际值"
    }
    /// `--actuals` with two sets of actuals.
    ActualsBesideSets = Error "unlike-sides" {
        "--actuals cannot be used with two sets of actuals", "omit --actuals; it is for two dates";
        "比较两批实际值时又给出了 --actuals", "请去掉 --actuals；它只用于比较两个日期"
    }
    /// Neither a date nor a file.
    NoDate { written: String } = Error "unlike-sides" {
        "`{written}` is neither a valid date nor a file", "write a date as YYYY-MM-DD, such as 2025-03-01";
        "`{written}` 既不是日期，也不是文件", "日期请写作 YYYY-MM-DD，如 2025-03-01"
    }
    /// A part of the HTML page, requested in another format.
    /// `instead`: the command that has it in that format.
    OnlyInHtml { option: &'static str, format: &'static str, instead: &'static str } = Error "only-in-html" {
        "{option} adds a part to the HTML page, which the format {format} does not have",
            "name an .html file with -o, or use `plancheck {instead}`";
        "{option} 只用于 HTML 页面，{format} 格式没有这一部分", "请用 -o 指定 .html 文件，或改用 `plancheck {instead}`"
    }
    /// A chart in a format other than SVG.
    /// `svg`: the file name with the extension .svg.
    /// `dots`: whether it is a raster format, to which another program converts an SVG.
    NotAPicture { ending: String, svg: String, dots: bool } = Error "not-a-picture" {
        "a chart is written as .svg, not as .{ending}",
            [if dots "write `-o {svg}`; any browser shows it, and programs such as rsvg-convert convert it to .{ending}"
                else "write `-o {svg}`"];
        "图形只写为 .svg，不能写为 .{ending}", [if dots "请用 `-o {svg}`；浏览器可直接打开，也可用 rsvg-convert 等程序转为 .{ending}" else "请用 `-o {svg}`"]
    }
    /// An empty chart.
    /// `of_series`: whether a bullet chart of a series was requested, which has no target.
    NothingToDraw { id: String, plan: String, of_series: bool } = Error "nothing-to-draw" {
        "there is nothing to draw for `{id}`",
            [if of_series "a series has no target and no bullet chart; omit --kind"
                else "no figure is known on the as-of date: `plancheck explain {plan} {id}` shows why; \
                    use other --actuals or a later --as-of"];
        "`{id}` 没有可画的内容",
            [if of_series "数据序列没有目标值，不能画子弹图；请去掉 --kind"
                else "至评估日期尚无数据，`plancheck explain {plan} {id}` 说明原因；请另行指定 --actuals 或更晚的 --as-of"]
    }
    /// A sparkline column in a format for programs.
    NoSparkline { format: &'static str } = Error "no-sparkline" {
        "the format {format} has no column for --sparkline",
            "use table or markdown; for programs, `plancheck trend` gives the history as figures";
        "{format} 格式没有 --sparkline 一列", "该列供人阅读：table、markdown；程序可用 `plancheck trend` 取得历史数据"
    }
}
}

/// What is found, in one of two languages, and how many more there are.
fn listed(found: &[[String; 2]], side: usize, [joint, rest]: [&str; 2], more: usize) -> String {
    let rest = if more > 0 { rest.replace("{}", &more.to_string()) } else { String::new() };
    joined(found.iter().map(|it| &it[side]), joint) + &rest
}

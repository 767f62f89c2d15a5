//! Codes of a run.

use super::{CodeText, code};

pub(super) const TEXTS: &[CodeText] = &[
    code(
        "no-plan-folder",
        [
            "The folder named by --plans-dir, or by PLANCHECK_PLANS, is no folder.",
            "--plans-dir 或 PLANCHECK_PLANS 指定的路径不是文件夹。",
        ],
        "plancheck list --plans-dir no/such/folder",
        [
            "Name the folder that holds the plans, or leave it out.",
            "请写明规划所在的文件夹，或不指定。",
        ],
    ),
    code(
        "unknown-plan",
        ["No plan of this id can be found.", "找不到该 id 的规划。"],
        "plancheck show hangzou-2024",
        [
            "`plancheck list` shows all ids; a plan elsewhere is named by its path, or found with --plans-dir.",
            "`plancheck list` 列出全部 id；其他位置的规划请写路径，或用 --plans-dir 指明文件夹。",
        ],
    ),
    code(
        "unknown-indicator",
        [
            "The plan has no indicator of this id.",
            "规划中没有该 id 的指标。",
        ],
        "plancheck show hangzhou-2024 rd-intensty",
        [
            "`plancheck show PLAN` lists the indicators.",
            "`plancheck show PLAN` 列出全部指标。",
        ],
    ),
    code(
        "no-indicator-fits",
        [
            "A pattern fits the id of no indicator.",
            "没有指标的 id 符合该模式。",
        ],
        "plancheck status hangzhou-2024 --indicator 'xyz*' --as-of 2025-06-30",
        [
            "`*` stands for any characters, `?` for one: *-talents.",
            "`*` 代表任意多个字符，`?` 代表一个，如 *-talents。",
        ],
    ),
    code(
        "file-unreadable",
        [
            "A file or folder cannot be read; the message repeats what the system said.",
            "文件或文件夹无法读取；提示中是系统给出的原因。",
        ],
        "plancheck status hangzhou-2024 --actuals missing.csv --as-of 2025-06-30",
        [
            "Check name and permissions. Where a plan names the file under `actuals`, correct it there or give --actuals FILE.",
            "请检查文件名和权限；如由规划的 `actuals` 指定，请在规划中更正，或用 --actuals FILE 另行指定。",
        ],
    ),
    code(
        "no-actuals",
        [
            "Neither the plan nor the command names actuals.",
            "规划和命令都没有指定实际值文件。",
        ],
        "plancheck status my-plan --as-of 2025-06-30",
        [
            "Give --actuals FILE, or name a file under `actuals` in the plan; `plancheck template PLAN` writes one to fill in.",
            "请用 --actuals FILE 指定，或在规划的 `actuals` 中写明；`plancheck template PLAN` 可生成待填的文件。",
        ],
    ),
    code(
        "no-such-encoding",
        [
            "--encoding names an encoding that nobody knows.",
            "--encoding 指定的编码不存在。",
        ],
        "plancheck status hangzhou-2024 --encoding gb9999 --as-of 2025-06-30",
        [
            "Known are utf-8, gb18030, gbk, utf-16le, utf-16be, big5, windows-1252 and their like.",
            "可用 utf-8、gb18030、gbk、utf-16le、utf-16be、big5、windows-1252 等。",
        ],
    ),
    code(
        "source-encoding",
        [
            "The document given to `audit` is no text in UTF-8 or GB18030, but a PDF or a word processor's file, for example.",
            "`audit` 的文件不是 UTF-8 或 GB18030 文本，例如是 PDF 或 Word 文件。",
        ],
        "plancheck audit hangzhou-2024 --source document.pdf",
        [
            "Save the document as plain text in UTF-8, or name its encoding with --encoding.",
            "请将文件另存为 UTF-8 纯文本，或用 --encoding 指明编码。",
        ],
    ),
    code(
        "unknown-ending",
        [
            "The ending of the file named with -o tells no format.",
            "-o 指定的文件后缀不对应任何格式。",
        ],
        "plancheck status hangzhou-2024 -o out.docx --as-of 2025-06-30",
        [
            "Use an ending of one of the formats that --help lists, or give --format.",
            "请用 --help 所列格式的后缀，或给出 --format。",
        ],
    ),
    code(
        "no-such-format",
        [
            "The format named by --format, or by the ending of -o, is one that only other commands have.",
            "--format 或 -o 的后缀指定的格式，只有其他命令才有。",
        ],
        "plancheck list -o plans.html",
        [
            "Use one of the formats that the message lists.",
            "请使用提示中列出的格式。",
        ],
    ),
    code(
        "binary-to-terminal",
        [
            "A workbook would be written to the screen, where it is nothing but signs without meaning.",
            "工作簿会输出到屏幕，而屏幕上只会是乱码。",
        ],
        "plancheck status hangzhou-2024 --as-of 2025-06-30 --format xlsx",
        [
            "Name a file with -o, or send the output to a file or another program.",
            "请用 -o 指定文件，或将输出重定向到文件或其他程序。",
        ],
    ),
    code(
        "cannot-write",
        [
            "The result cannot be written; the message repeats what the system said.",
            "结果无法写入；提示中是系统给出的原因。",
        ],
        "plancheck list -o /no/such/folder/out.csv",
        [
            "Check that the folder exists, that you may write there, and that the disk has room.",
            "请检查文件夹是否存在、是否有写入权限、磁盘是否有空间。",
        ],
    ),
    code(
        "unknown-code",
        [
            "`explain-code` was asked for a code that no diagnostic has.",
            "`explain-code` 所问的代码不存在。",
        ],
        "plancheck explain-code unknown-kye",
        [
            "`plancheck explain-code` lists all codes.",
            "`plancheck explain-code` 列出全部代码。",
        ],
    ),
    code(
        "no-plan-id",
        [
            "`init` was given a name that cannot be the id of a plan.",
            "`init` 所给的名称不能作为规划的 id。",
        ],
        "plancheck init \"Hangzhou 2024\"",
        [
            "Use only a-z, 0-9 and single hyphens, such as hangzhou-2024.",
            "只能用 a-z、0-9 和单个连字符，如 hangzhou-2024。",
        ],
    ),
    code(
        "file-exists",
        [
            "`init` and `template` never replace a file: it may have been filled in.",
            "`init` 和 `template` 从不覆盖文件，因为文件可能已填写。",
        ],
        "plancheck init hangzhou-2024 -o plans/hangzhou-2024.toml",
        [
            "Name another file with -o, write `-o -` for standard output, or remove the file.",
            "请用 -o 指定另一个文件，或用 `-o -` 写到标准输出，或先删去该文件。",
        ],
    ),
    code(
        "no-matching-row",
        [
            "`check` read actuals in which no row belongs to an indicator or series of the plan. Nothing was compared, which is no success.",
            "`check` 所读的实际值中没有任何一行属于该规划的指标或数据系列；没有比较任何数据，不能算通过。",
        ],
        "plancheck check hangzhou-2024 --actuals of-another-city.csv --as-of 2025-06-30",
        [
            "Look at the names and regions of the file; `plancheck template PLAN` prints those that the plan needs. `status --unmatched` lists what matched nothing.",
            "请核对文件中的名称和地区；`plancheck template PLAN` 列出规划所需的名称和地区，`status --unmatched` 列出未匹配的名称。",
        ],
    ),
    code(
        "nothing-to-check",
        [
            "--indicator and --ignore together leave no indicator of a plan to check.",
            "--indicator 和 --ignore 之后，规划没有剩下可检查的指标。",
        ],
        "plancheck check my-plan --ignore aspirational --as-of 2025-06-30",
        [
            "Widen --indicator, leave --ignore out, or do not name this plan.",
            "请放宽 --indicator，不用 --ignore，或不检查该规划。",
        ],
    ),
    code(
        "fail-on-none",
        [
            "--fail-on names `none`, which lets nothing fail, beside something that is to fail.",
            "--fail-on 中 `none`（任何情况都通过）与其他条件并列，自相矛盾。",
        ],
        "plancheck check hangzhou-2024 --fail-on none,missed --as-of 2025-06-30",
        [
            "Write `none` alone, for a check that only reports, or leave it out.",
            "只报告而不判定时单写 `none`，否则请去掉。",
        ],
    ),
    code(
        "unlike-sides",
        [
            "`diff` compares two as-of dates, or two sets of actuals. A date cannot be compared with a file, nor a later day with an earlier one.",
            "`diff` 比较两个评估日期，或两批实际值；日期不能与文件比较，起始日期也不能晚于截止日期。",
        ],
        "plancheck diff zhejiang-145 --from 2025-03-01 --to new-release.csv",
        [
            "Give two dates, which read the same actuals, or two sets of actuals, which share --as-of.",
            "请给出两个日期（读同一批实际值），或两批实际值（用同一个 --as-of）。",
        ],
    ),
    code(
        "only-in-html",
        [
            "An option of `report` that adds a part to the HTML page, beside a format that has no such part.",
            "`report` 的选项只为 HTML 页面增加内容，而所选格式没有这一部分。",
        ],
        "plancheck report zhejiang-145 --from 2025-03-01 --as-of 2026-06-30",
        [
            "Write HTML with -o FILE.html, or use the command that the message names.",
            "请用 -o FILE.html 输出 HTML，或改用提示中的命令。",
        ],
    ),
    code(
        "not-a-picture",
        [
            "`chart` writes SVG alone, and the file named with -o has the ending of something else.",
            "`chart` 只写 SVG，而 -o 指定的文件是其他后缀。",
        ],
        "plancheck chart hangzhou-2024 invention-patents -o patents.png",
        [
            "Name a file that ends in .svg. Browsers and word processors show it as it is; rsvg-convert, Inkscape and their like make a PNG or PDF of it, with the fonts of your machine.",
            "请使用 .svg 后缀。浏览器和文字处理软件可直接显示；如需 PNG 或 PDF，可用 rsvg-convert、Inkscape 等程序按本机字体转换。",
        ],
    ),
    code(
        "nothing-to-draw",
        [
            "`chart` finds no value to draw: no figure of the indicator is known on the as-of date, the target was given up, or a bullet is asked for of a series.",
            "`chart` 没有可画的数值：至评估日期尚无数据，目标已取消，或要求为没有目标的数据序列画子弹图。",
        ],
        "plancheck chart hangzhou-2024 science-museums --kind bullet -o museums.svg --as-of 2025-06-30",
        [
            "Look at `plancheck explain PLAN INDICATOR`; give other --actuals or a later --as-of, or leave --kind out.",
            "请查看 `plancheck explain PLAN INDICATOR`；另行指定 --actuals 或更晚的 --as-of，或去掉 --kind。",
        ],
    ),
    code(
        "no-sparkline",
        [
            "--sparkline adds a column for people to `status`; the formats for programs keep their columns.",
            "--sparkline 为 `status` 增加供人阅读的一列；供程序读取的格式，列保持不变。",
        ],
        "plancheck status hangzhou-2024 --sparkline --format csv --as-of 2025-06-30",
        [
            "Leave --sparkline out, or write table or markdown. `plancheck trend PLAN INDICATOR --format csv` has the history as figures.",
            "请去掉 --sparkline，或使用 table、markdown 格式。`plancheck trend PLAN INDICATOR --format csv` 给出历史数据。",
        ],
    ),
];

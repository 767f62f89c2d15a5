//! Codes of actuals.

use super::{CodeText, code};

pub(super) const TEXTS: &[CodeText] = &[
    code(
        "actuals-unreadable",
        [
            "A file of actuals cannot be read to its end; the message repeats what the system said.",
            "实际值文件无法读完；提示中是系统给出的原因。",
        ],
        "plancheck status hangzhou-2024 --actuals /mnt/usb/2024.csv --as-of 2025-06-30",
        [
            "Check that the file exists and that you may read it.",
            "请检查文件是否存在、是否有读取权限。",
        ],
    ),
    code(
        "empty-file",
        ["A file of actuals has nothing in it.", "实际值文件是空的。"],
        "2024.csv (0 bytes)",
        [
            "A file of actuals begins with a header line: region,indicator,period,value,unit.",
            "实际值文件的第一行应为表头：地区,指标,时期,数值,单位。",
        ],
    ),
    code(
        "header-only",
        [
            "A file has a header and no row.",
            "文件只有表头，没有数据行。",
        ],
        "region,indicator,period,value,unit",
        [
            "If rows were expected, export the file again.",
            "如本应有数据，请重新导出。",
        ],
    ),
    code(
        "workbook",
        [
            "The file is a workbook of a kind that is not read: .xls, .ods, or one with a password.",
            "文件是不能读取的工作簿：.xls、.ods 或带密码的文件。",
        ],
        "D0 CF 11 E0 (2024.xls)",
        [
            "Save it as .xlsx, or the sheet as CSV.",
            "请另存为 .xlsx，或将工作表另存为 CSV。",
        ],
    ),
    code(
        "damaged-workbook",
        [
            "A workbook is cut off or damaged.",
            "工作簿不完整或已损坏。",
        ],
        "PK 03 04 and no end (2024.xlsx)",
        [
            "Copy the file again, or open it in a spreadsheet and save it anew.",
            "请重新复制文件，或用电子表格软件打开后另存。",
        ],
    ),
    code(
        "no-such-sheet",
        [
            "A workbook has no sheet of the name that is asked for.",
            "工作簿中没有所指定的工作表。",
        ],
        "--actuals 2024.xlsx#表一 (sheets: 表1, 表2)",
        [
            "Write the sheet's name as the workbook has it.",
            "请按工作簿中的写法写工作表名。",
        ],
    ),
    code(
        "sheet-of-text",
        [
            "A sheet is asked for of a file that is no workbook.",
            "为不是工作簿的文件指定了工作表。",
        ],
        "--actuals 2024.csv#表1",
        [
            "Leave out what follows the #, or name an .xlsx file.",
            "请去掉 # 及其后的文字，或指定 .xlsx 文件。",
        ],
    ),
    code(
        "sheets-passed-over",
        [
            "A workbook is named without a sheet, and several of its sheets could be read: only the first is.",
            "未指定工作表，而有多张工作表可读取：只读取第一张。",
        ],
        "--actuals 2024.xlsx (sheets: 表1, 表2)",
        [
            "Name each sheet that is meant: 2024.xlsx#表1 2024.xlsx#表2.",
            "请逐一指明工作表：2024.xlsx#表1 2024.xlsx#表2。",
        ],
    ),
    code(
        "unclear-encoding",
        [
            "The text is not UTF-8, and read as GB18030 its first line is no header of actuals.",
            "文件不是 UTF-8，按 GB18030 读取时首行又不是实际值的表头。",
        ],
        "地区 = B0 CF B0 CF (Big5)",
        [
            "Save the file as UTF-8, or name its encoding, such as --encoding big5.",
            "请另存为 UTF-8，或用 --encoding 指明编码，如 --encoding big5。",
        ],
    ),
    code(
        "utf-16-without-mark",
        [
            "By its zero bytes the file is UTF-16, but it lacks the byte order mark that would say so.",
            "从零字节看文件是 UTF-16，但缺少字节序标记。",
        ],
        "2024 = 32 00 30 00 32 00 34 00",
        [
            "Save it with a byte order mark or as UTF-8, or name its encoding, such as --encoding utf-16le.",
            "请另存为带字节序标记的 UTF-16 或 UTF-8，或用 --encoding 指明编码，如 --encoding utf-16le。",
        ],
    ),
    code(
        "undecodable-byte",
        [
            "A byte does not belong to the encoding in which the file was read until then.",
            "文件中有字节不符合此前使用的编码。",
        ],
        "杭州市 = E6 9D AD FF (UTF-8)",
        [
            "The file is damaged, or its encoding changes midway: save it anew as UTF-8, or name its encoding with --encoding.",
            "文件已损坏，或中途换了编码：请另存为 UTF-8，或用 --encoding 指明编码。",
        ],
    ),
    code(
        "truncated-file",
        [
            "The file ends in the middle of a character, or of what was compressed: the end is missing.",
            "文件在一个字符或压缩数据的中间结束，末尾缺失。",
        ],
        "杭州市 = E6 9D AD E5 B7 (UTF-8)",
        [
            "Copy or download the file again.",
            "请重新复制或下载该文件。",
        ],
    ),
    code(
        "damaged-stream",
        [
            "A file compressed by gzip or zstd is not what was compressed: a checksum is wrong, or there is something else in it.",
            "gzip 或 zstd 压缩文件已损坏：校验和不符，或其中混有其他内容。",
        ],
        "1F 8B 08 ... with another byte in its middle",
        [
            "Copy or download the file again, or compress it anew.",
            "请重新复制或下载该文件，或重新压缩。",
        ],
    ),
    code(
        "zero-byte",
        [
            "A byte of the text is zero. No text has such bytes: a copy that broke off leaves holes of them, and so does UTF-16 read as something else.",
            "文本中有值为零的字节。文本不会有这种字节：复制中断会留下这样的空洞，把 UTF-16 按其他编码读取也会如此。",
        ],
        "杭州市,新增企业,2024,00 00 00 00",
        [
            "Copy the file again. If it is UTF-16, say --encoding utf-16le.",
            "请重新复制该文件；如为 UTF-16，请用 --encoding utf-16le。",
        ],
    ),
    code(
        "encoding-used",
        [
            "The file is not UTF-8; it was read in the encoding named.",
            "文件不是 UTF-8，已按所示编码读取。",
        ],
        "杭州市 = BA BC D6 DD CA D0 (GB18030)",
        [
            "Nothing need be done. If names look wrong, name the right encoding with --encoding.",
            "无需处理；如名称显示不正确，请用 --encoding 指明编码。",
        ],
    ),
    code(
        "record-too-long",
        [
            "A row is longer than anything a release prints.",
            "一行的长度超过任何统计发布。",
        ],
        "杭州市,\"新增企业,2024,5,家\n杭州市,新增企业,2023,4,家\n...",
        [
            "Most likely a quote (\") is opened in this row and never closed: close it.",
            "多半是这一行的引号（\"）没有闭合，请补上。",
        ],
    ),
    code(
        "header-too-long",
        [
            "The first row, which names the columns, is longer than 1 MiB.",
            "第一行应为列名，却超过 1 MiB。",
        ],
        "region,indicator,period,value,unit,杭州市,新增企业,2024,5,家,...",
        [
            "Check that the file is a table with line ends, and that no quote (\") is left open in its first line.",
            "请检查文件是否为带换行的表格，第一行的引号（\"）是否都已闭合。",
        ],
    ),
    code(
        "too-many-cells",
        [
            "A row has more than 1,048,576 cells, or the header more than 16,384.",
            "一行超过 1,048,576 个单元格，或表头超过 16,384 个。",
        ],
        "杭州市,新增企业,2024,5,家,,,,,...",
        [
            "Check that the file has line ends, and that it is the table it should be.",
            "请检查文件是否有换行，是否为所需的表格。",
        ],
    ),
    code(
        "open-quote",
        ["The file ends inside a quoted cell.", "文件在引号内结束。"],
        "杭州市,\"新增企业,2024,5,家",
        [
            "Close the quote, or copy the file again if it was cut off.",
            "请补上引号；如文件被截断，请重新复制。",
        ],
    ),
    code(
        "missing-column",
        [
            "The header lacks a column that cannot be done without: indicator, period or value.",
            "表头缺少必需的列：指标、时期或数值。",
        ],
        "region,indicator,period,number,unit\n杭州市,新增企业,2024,5,家",
        ["Rename the column that holds it.", "请将相应的列改名。"],
    ),
    code(
        "duplicate-column",
        [
            "Two columns of the header mean the same.",
            "表头有两列意思相同。",
        ],
        "region,indicator,period,value,数值\n杭州市,新增企业,2024,5,6",
        ["Rename or remove one of them.", "请改名或删去其中一列。"],
    ),
    code(
        "unknown-head",
        [
            "No file has a head that --columns names.",
            "没有文件含有 --columns 所写的表头。",
        ],
        "--columns region=省分 (省份,指标,时期,数值)",
        [
            "Write the head as it stands in the file.",
            "请按文件中的写法写表头。",
        ],
    ),
    code(
        "merged-head",
        [
            "In a sheet, the head of figures is merged over several columns: what each of them holds is not said.",
            "工作表中，数值的表头跨列合并，各列内容不明。",
        ],
        "2024年 (C1:D1)",
        [
            "Give each column a head of its own.",
            "请为每一列单独写明表头。",
        ],
    ),
    code(
        "table-unit",
        [
            "A sheet has no column of units, and the line above its table names one for all of it.",
            "工作表没有“单位”列，而表格上方注明了单位。",
        ],
        "单位：亿元",
        [
            "Add a column unit if some rows have another unit.",
            "如部分行使用其他单位，请加上“单位”列。",
        ],
    ),
    code(
        "no-unit-column",
        [
            "The file has no column of units: every value is taken in the unit of its indicator.",
            "文件没有“单位”列：数值均按指标自身的单位读取。",
        ],
        "region,indicator,period,value\n杭州市,新增企业,2024,5",
        [
            "Add a column `unit` if the file uses other units.",
            "如文件使用其他单位，请加上“单位”列。",
        ],
    ),
    code(
        "no-region-column",
        [
            "The file has no column of regions: every row is taken for the region of the plan, or of --region.",
            "文件没有“地区”列：所有行均视为规划的地区，或 --region 所指的地区。",
        ],
        "indicator,period,value,unit\n新增企业,2024,5,家",
        [
            "Add a column `region` if the rows belong to different regions.",
            "如各行属于不同地区，请加上“地区”列。",
        ],
    ),
    code(
        "cell-count",
        [
            "A row has more or fewer cells than the header.",
            "一行的单元格数与表头不同。",
        ],
        "杭州市,新增企业,2024,1,500,家",
        [
            "Put cells that contain the separator into quotes, and fill up missing cells.",
            "含分隔符的单元格请加引号，缺少的单元格请补上。",
        ],
    ),
    code(
        "empty-cell",
        [
            "A cell that must say something is empty.",
            "必须填写的单元格是空的。",
        ],
        "杭州市,新增企业,,5,家",
        ["Fill it in, or remove the row.", "请填写，或删去该行。"],
    ),
    code(
        "bad-period-cell",
        [
            "A cell is in none of the forms of a period.",
            "单元格不是可识别的时期。",
        ],
        "杭州市,新增企业,去年,5,家",
        [
            "Write 2024, 2024H1, 2024Q3, 2024-06, 2024-06-30, 2024-01/2024-09, 2024年上半年 or 2024年1-9月.",
            "请写 2024、2024H1、2024Q3、2024-06、2024-06-30、2024-01/2024-09、2024年上半年 或 2024年1-9月。",
        ],
    ),
    code(
        "value-not-a-number",
        ["A value is no number.", "数值不是数字。"],
        "杭州市,新增企业,2024,五家左右吧,家",
        [
            "Write digits with a point for decimals; leave the cell empty, or write - or NA, where there is no figure.",
            "请写阿拉伯数字，小数用点；没有数值时留空，或写 -、NA。",
        ],
    ),
    code(
        "value-with-unit",
        [
            "A word stands behind the number, where only the number belongs.",
            "数字后面有文字，这里只应写数字。",
        ],
        "杭州市,新增企业,2024,5家,家",
        [
            "Put the unit into the column `unit`.",
            "请把单位写在“单位”列。",
        ],
    ),
    code(
        "value-ambiguous-separator",
        [
            "A comma or point can mean decimals or thousands: 1,5 may be 1.5, or a slip for 1,500.",
            "逗号或点可能是小数点，也可能是千位分隔符：1,5 可能是 1.5，也可能是 1,500 之误。",
        ],
        "杭州市,新增企业,2024,\"1,5\",家",
        [
            "Thousands stand before exactly three digits, decimals behind a point; say --decimal-comma if the file's decimals stand behind a comma.",
            "千位分隔符后应正好是三位数字，小数用点；如文件以逗号为小数点，请加 --decimal-comma。",
        ],
    ),
    code(
        "value-mixed-separators",
        [
            "Point and comma stand in an order that is not this file's.",
            "点和逗号的次序与本文件不符。",
        ],
        "杭州市,新增企业,2024,\"1.234,5\",家",
        [
            "Write 1,234.5 or 1234.5; say --decimal-comma if the file means 1.234,5 throughout.",
            "请写 1,234.5 或 1234.5；如文件通篇写作 1.234,5，请加 --decimal-comma。",
        ],
    ),
    code(
        "value-comma-in-semicolon-file",
        [
            "In a file separated by ; a comma may mean decimals or thousands.",
            "在以 ; 分隔的文件中，逗号可能是小数点，也可能是千位分隔符。",
        ],
        "region;indicator;period;value;unit\n杭州市;新增企业;2024;1,500;家",
        [
            "Say --decimal-comma if it means decimals, else write the number without commas.",
            "如为小数点，请加 --decimal-comma；否则请去掉逗号。",
        ],
    ),
    code(
        "value-too-many-digits",
        [
            "A value has more than 28 significant digits, more than any release means.",
            "数值超过 28 位有效数字，不会是统计发布的本意。",
        ],
        "杭州市,新增企业,2024,12345678901234567890123456789,家",
        [
            "Check that no cells have run together; round the value if it was computed.",
            "请检查单元格是否连在一起；如为计算结果，请四舍五入。",
        ],
    ),
    code(
        "value-percent-beside-unit",
        [
            "A value has a percent sign, and its unit is another.",
            "数值带百分号，单位却是另一种。",
        ],
        "杭州市,新增企业,2024,5%,家",
        [
            "Remove the percent sign, or make the unit %.",
            "请去掉百分号，或将单位改为 %。",
        ],
    ),
    code(
        "value-magnitude-twice",
        [
            "A value has a 万 or 亿 of its own, and so has its unit: was it meant twice?",
            "数值带万、亿等，单位又带一次：是否重复？",
        ],
        "杭州市,新增企业,2024,1.5万,万家",
        [
            "Write it in one of the two places only.",
            "请只在一处写明。",
        ],
    ),
    code(
        "scientific-notation",
        [
            "A value is in scientific notation, as spreadsheets write long numbers: digits may have been lost.",
            "数值是科学计数法，表格软件会这样写较长的数字，可能已丢失位数。",
        ],
        "杭州市,新增企业,2024,1.2E+05,家",
        [
            "Format the cells as plain numbers before exporting.",
            "导出前请将单元格设为普通数字格式。",
        ],
    ),
    code(
        "unit-mismatch",
        [
            "The unit of a row cannot be converted to that of its indicator, or is not known at all.",
            "该行的单位不能换算为指标的单位，或无法识别。",
        ],
        "杭州市,新增企业,2024,5,亿元",
        [
            "Use a unit that converts, or leave it empty if the value is in the unit of the indicator.",
            "请用可换算的单位；如数值已按指标的单位，可留空。",
        ],
    ),
    code(
        "bad-quality",
        [
            "A word in the column `quality` is none of those that it takes.",
            "“质量”列的词无法识别。",
        ],
        "region,indicator,period,value,unit,quality\n杭州市,新增企业,2024,5,家,good",
        [
            "Write final, preliminary, estimate, approximate, lower-bound, doubtful or break; several are joined by ;.",
            "请写 终值、初步、估计、约数、下限、存疑、口径不同；多项用 ; 连接。",
        ],
    ),
    code(
        "bad-date",
        [
            "A cell in the column `published` is no date.",
            "“发布日期”列的单元格不是日期。",
        ],
        "region,indicator,period,value,unit,published\n杭州市,新增企业,2024,5,家,soon",
        [
            "Write 2024-03-05, 2024-03 (its last day), 2024年3月5日 or 2024/3/5, or leave it empty.",
            "请写 2024-03-05、2024-03（按当月最后一天）、2024年3月5日 或 2024/3/5，或留空。",
        ],
    ),
    code(
        "unmatched-name",
        [
            "Rows bear names that match no indicator of the plan, and are not used.",
            "有的行名称未匹配任何指标，未使用。",
        ],
        "杭州市,新增企业,2024,5,家\n杭州市,粮食产量,2024,5,万吨",
        [
            "Nothing need be done if the plan does not ask for them; otherwise add the name to the aliases of its indicator. --unmatched lists the names.",
            "如规划不涉及，无需处理；否则请把名称加入指标的 aliases。用 --unmatched 列出全部名称。",
        ],
    ),
    code(
        "near-name",
        [
            "A name matches no indicator, but nearly does: it may be a misprint, or another thing.",
            "名称未匹配任何指标，但与某个指标相近：可能是笔误，也可能是另一事物。",
        ],
        "杭州市,新增企業,2024,5,家",
        [
            "If it is the same, add the name to the aliases of the indicator.",
            "如为同一指标，请把该名称加入 aliases。",
        ],
    ),
    code(
        "ambiguous-region",
        [
            "Two regions of the actuals fit the region asked for equally well.",
            "实际值中有两个地区同样符合所要的地区。",
        ],
        "吉林省,新增企业,2024,5,家\n吉林市,新增企业,2024,3,家",
        [
            "Name the region in full in the plan, or with --region.",
            "请在规划中写地区全称，或用 --region 指明。",
        ],
    ),
    code(
        "region-left-out",
        [
            "The actuals name the region in full and in a shorter form; the rows of the shorter form are left out.",
            "实际值中既有地区全称，又有简称；简称的行未使用。",
        ],
        "杭州市,新增企业,2024,5,家\n杭州,新增企业,2023,3,家",
        [
            "If they are the same region, write its full name in these rows.",
            "如为同一地区，请将这些行的地区写作全称。",
        ],
    ),
    code(
        "no-such-region",
        [
            "The actuals have no row of the region asked for.",
            "实际值中没有所要地区的行。",
        ],
        "宁波市,新增企业,2024,5,家",
        [
            "Check the region column, or choose another region with --region.",
            "请检查“地区”列，或用 --region 选择其他地区。",
        ],
    ),
    code(
        "nothing-matched",
        [
            "Not a single row of a file has both a region and an indicator of the plan.",
            "文件没有一行的地区和指标同时属于该规划。",
        ],
        "杭州市,粮食产量,2024,5,万吨",
        [
            "Check that it is the right file; --unmatched lists the names.",
            "请检查是否用错了文件；用 --unmatched 列出全部名称。",
        ],
    ),
    code(
        "more-errors",
        [
            "There are more errors than are listed.",
            "错误过多，未全部列出。",
        ],
        "error: and 12 more errors in the actuals",
        ["Mend the ones above first.", "请先改正已列出的各处。"],
    ),
    code(
        "conflicting-values",
        [
            "Two rows give different values for one indicator, region and period, with the same release date and quality; the later line is used.",
            "两行的指标、地区、时期、发布日期和质量相同，数值不同；采用后一行。",
        ],
        "杭州市,新增企业,2024,5,家\n杭州市,新增企业,2024,6,家",
        [
            "Give the release dates in `published`, mark one in `quality`, or remove one; --strict makes it an error.",
            "请在“发布日期”列写明日期，或在“质量”列注明，或删去其中一行；用 --strict 则视为错误。",
        ],
    ),
    code(
        "figures-disagree",
        [
            "A printed figure and the one that follows from other printed figures differ by more than rounding; the printed one is used.",
            "统计发布印出的数与由其他数推算的数不一致，差额超出四舍五入；采用印出的数。",
        ],
        "杭州市,研发经费支出,2023,100,亿元\n杭州市,研发经费支出,2024,110,亿元\n杭州市,研发经费支出增长,2024,12,%",
        [
            "Check that all of them are of the same release and coverage; mark one that is not in `quality`.",
            "请核对各数是否出自同一发布、同一口径；不同者请在“质量”列注明。",
        ],
    ),
    code(
        "bad-task-state",
        [
            "A word in the column `state` of a file of task states is no state of a task.",
            "任务状态文件“状态”列的词不是任务状态。",
        ],
        "plan,task,state,updated,evidence\nhangzhou-2024,rules,finished,2024-06-30,",
        [
            "Write not-started, in-progress, done or blocked, or leave it empty.",
            "请写 not-started、in-progress、done、blocked 之一，或留空。",
        ],
    ),
    code(
        "unknown-task",
        [
            "A file of task states names a task that the plan does not have.",
            "任务状态文件所指的任务在规划中不存在。",
        ],
        "plan,task,state,updated,evidence\nhangzhou-2024,ruels,done,2024-06-30,",
        [
            "Write the id of one of the plan's [[task]] tables.",
            "请写规划中某个 [[task]] 的 id。",
        ],
    ),
    code(
        "task-twice",
        [
            "Two rows give states of one task for one day, or both without a day; the later line is used.",
            "同一任务在同一天（或均无日期）有两个状态；采用后一行。",
        ],
        "plan,task,state,updated,evidence\nhangzhou-2024,rules,in-progress,2024-06-30,\nhangzhou-2024,rules,done,2024-06-30,",
        [
            "Give each its date in `updated`, or remove one.",
            "请在“更新日期”列分别写明日期，或删去其中一行。",
        ],
    ),
];

#!/usr/bin/env bash
# Judges a panel by Spark: the rows of a region are in one partition, and each of four partitions is a run of plancheck.
#
#   examples/warehouse/spark.sh
#
# Needs Java 17 or newer. See common.sh for what it can be given.
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
packages pyspark "pandas<3" pyarrow
if ! command -v java > /dev/null; then
    echo "there is no java: Spark needs Java 17 or newer" >&2
    exit 2
fi

out=$folder/spark
rm -rf "$out"
measured "Spark, 4 partitions" "$folder/said" \
    "python ${here@Q}/spark.py --partitions 4 ${panel@Q} ${out@Q} -- ${judge[*]@Q}"
cat "$out"/part-* > "$folder/spark.jsonl"
same "Spark, 4 partitions" "$folder/spark.jsonl"

#!/usr/bin/env bash
# Every night, what is new in a folder: a line such as this in `crontab -e`
#   15 3 * * *  /home/me/folder_by_cron.sh /home/me/articles /home/me/summaries
# A run that was killed goes on where it was; an article that was done is not done again; two runs never write at once.
set -euo pipefail
articles=$1 summaries=$2
mkdir -p "$summaries"
status=0
summarize batch "$articles" --recursive -o "$summaries/summaries.jsonl" --report "$summaries/report.html" \
    >> "$summaries/log.txt" 2>&1 || status=$?
# 3: finished, and some articles have an error record in their place; cron need not send a letter about these.
[ "$status" -eq 3 ] || exit "$status"

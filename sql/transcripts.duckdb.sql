-- Folders of Claude Code's transcripts -> days.csv and sessions.csv; src/logs/tables.rs says what is in them.
--   duckdb -cmd "set variable files = 'projects/**/*.jsonl'; set variable salt = 'SECRET';
--                set variable person = 'NAME'" < sql/transcripts.duckdb.sql
-- Columns are named, so that no file's shape decides what is read and no number beyond 64 bits in a tool's result stops it.
-- Days are cut from the text of a time, so no server's zone moves them. Memory stays small without the order of lines.
-- Empty files and torn lines are passed over. Only the terminal's `--sessions` knows more columns, requests within an answer
-- (advisors), and conversations apart that share a file and name no agent (2025).
set preserve_insertion_order = false;
set variable message = 'STRUCT(id VARCHAR, model VARCHAR, stop_reason VARCHAR, usage STRUCT(input_tokens BIGINT,
  output_tokens BIGINT, cache_creation_input_tokens BIGINT, cache_read_input_tokens BIGINT, speed VARCHAR, service_tier VARCHAR,
  inference_geo VARCHAR, cache_creation STRUCT(ephemeral_5m_input_tokens BIGINT, ephemeral_1h_input_tokens BIGINT),
  server_tool_use STRUCT(web_search_requests BIGINT)))';
-- A sub-agent's lines stand in a file of its own, in its parent's (isSidechain), or there as progress.
create or replace temp table lines as
with read as (select *, parts: parse_path(filename), sub: len(parts) + 1 - list_position(list_reverse(parts), 'subagents'),
    stem: parse_filename(filename, true), is_progress: coalesce(type = 'progress', false),
    m: if(is_progress, data.message.message, message), u: m['usage']
  from read_json(getvariable('files'), format = 'newline_delimited', filename = true, hive_partitioning = false,
    ignore_errors = true, maximum_object_size = 67108864, columns = {type: 'VARCHAR', subtype: 'VARCHAR',
    sessionId: 'VARCHAR', timestamp: 'VARCHAR', requestId: 'VARCHAR', uuid: 'VARCHAR', entrypoint: 'VARCHAR', cwd: 'VARCHAR',
    agentId: 'VARCHAR', isSidechain: 'BOOLEAN', isCompactSummary: 'BOOLEAN', isApiErrorMessage: 'BOOLEAN',
    message: getvariable('message'), data: 'STRUCT(agentId VARCHAR, message STRUCT(requestId VARCHAR, timestamp VARCHAR,
    uuid VARCHAR, message ' || getvariable('message') || '))'})
  where not coalesce(isApiErrorMessage, false) and m['model'] is distinct from '<synthetic>'
    and (type in ('assistant', 'progress') and u is not null or subtype = 'compact_boundary' or isCompactSummary))
-- What was written in all is what was billed: the hour's part is at most that, and 5-minute writes are the rest.
select path: filename, is_call: u is not null, entrypoint, cwd,
  is_agent: is_progress or sub is not null or starts_with(stem, 'agent-') or coalesce(isSidechain, false),
  rank: is_agent::int + is_progress::int, ts: coalesce(if(is_progress, data.message.timestamp, null), timestamp),
  req: coalesce(if(is_progress, data.message.requestId, requestId), ''),
  mid: coalesce(nullif(m.id, ''), nullif(req, ''), if(is_progress, data.message.uuid, uuid)),
  session: case when sub is not null then parts[sub - 1] when len(stem) = 36 then stem else sessionId end,
  folder: parts[coalesce(sub - 2, -2)], sums_up: starts_with(stem, 'agent-acompact'),
  chain: if(is_agent, coalesce(if(is_progress, data.agentId, agentId), replace(stem, 'agent-', '')), ''), model: m.model,
  stop: m.stop_reason, input: coalesce(u.input_tokens, 0), read: coalesce(u.cache_read_input_tokens, 0),
  output: coalesce(u.output_tokens, 0), is_split: u.cache_creation is not null,
  said: coalesce(u.cache_creation.ephemeral_1h_input_tokens, 0),
  written: coalesce(nullif(u.cache_creation_input_tokens, 0), said + coalesce(u.cache_creation.ephemeral_5m_input_tokens, 0)),
  hour: least(said, written), fast: coalesce(u.speed = 'fast', false) or coalesce(ends_with(m.model, '-fast'), false),
  us: coalesce(u.inference_geo = 'us', false), batch: coalesce(u.service_tier ilike 'batch', false),
  searches: coalesce(u.server_tool_use.web_search_requests, 0) from read;
-- A call is a message id and a request id, whichever files have it (streaming, forks, resumed sessions); a sub-agent's
-- copy, or one without a request id, goes by the message id. Its output is the largest, its place the first file with it.
create or replace temp table calls as
with home as (select mid, home: min(req) filter (rank = 0 and req <> '') from lines where is_call group by mid),
whole as (select mid, call: if(rank = 0 and req <> '', req, coalesce(home, '')),
    best: max({own: rank = 0, output: output, is_split: is_split, sent: input + written + read, hour: hour,
      short: written - hour, input: input, read: read, model: model}),
    spot: min({rank: rank, path: path, asked: ts, session: session, chain: chain, sums_up: sums_up}),
    answered: arg_min(ts, (rank, path, -epoch_ms(ts::timestamp))), output: max(output), searches: max(searches),
    is_final: bool_or(stop is not null), fast: bool_or(fast), batch: bool_or(batch), us: bool_or(us),
    refused: coalesce(bool_or(stop = 'refusal'), false) from lines join home using (mid) where is_call group by all),
-- A session that goes on in another folder is one, of the first of them; headless where no file of it has a person. The
-- agent names folders after working directories; where another program did, the directory is the project.
-- A refusal before any output is not billed, and zeros alone count nothing.
files as (select session, path, folder: min(folder), cwd: arg_min(cwd, ts),
    headless: arg_min(entrypoint like 'sdk-%', ts) filter (rank = 0 and entrypoint is not null)
  from lines group by session, path),
sessions as (select session, headless: coalesce(bool_and(headless), false), first: min(folder),
    project: if(first like '-%' or contains(first, '--'), first, coalesce(arg_min(cwd, path), first))
  from files group by session)
select day: left(answered, 10), session: spot.session, project, headless, chain: spot.chain, sums_up: spot.sums_up,
  model: best.model, asked: spot.asked, answered, input: best.input, short: best.short, hour: best.hour, read: best.read,
  output: whole.output, searches, is_final, fast, batch, us, context: best.sent
from whole join sessions on sessions.session = spot.session where not (refused and whole.output = 0) and context + whole.output > 0;
create or replace macro hashed(name) as left(sha256(getvariable('salt') || ':' || name), 12);
create or replace macro dashed(name) as hashed(regexp_replace(name, '[^A-Za-z0-9]', '-', 'g'));
-- Prompts cost more above 100,000 tokens on Haiku 5.5, and above 200,000 on all other models that had such a step.
copy (select usage_date_utc: day, model_version: model, api_key: hashed(nullif(getvariable('person'), '')),
  workspace: dashed(project), usage_type: if(batch, 'batch', 'standard'),
  context_window: if(context > step * 1000, '> ', '≤ ') || step || 'k', usage_input_tokens_no_cache: sum(input),
  usage_input_tokens_cache_write_5m: sum(short), usage_input_tokens_cache_write_1h: sum(hour),
  usage_input_tokens_cache_read: sum(read), usage_output_tokens: sum(output), web_search_count: sum(searches),
  inference_geo: if(us, 'us', 'not_available'), speed: if(fast, 'fast', 'standard')
from (select *, step: if(contains(model, 'haiku-5-5'), 100, 200) from calls)
  group by all order by 1, 2, 3, 4, 5, 6, 13, 14) to 'days.csv' (header);
-- A segment ends where the context more than halves, or at a mark of a compaction.
copy (with marked as (
  select calls.*, turn: row_number() over turns, before: lag(context) over turns, last: lag(answered) over turns,
    cut: coalesce(before > 2 * context or (chain = '' and ts >= last), false)
  from calls asof left join (select session, ts from lines where not is_call and not is_agent) as marks
    on calls.session = marks.session and ts <= answered where not sums_up
  window turns as (partition by calls.session, chain order by asked, answered, context, output, input, read)),
parted as (select *, segment: sum(cut::int) over (partition by session, chain order by turn) from marked),
numbered as (select *, k: row_number() over (segments order by turn), off: 2 * k - 1 - count(*) over segments from parted
  window segments as (partition by session, chain, segment) union all by name select * from calls where sums_up)
select day, person: hashed(nullif(getvariable('person'), '')), project: dashed(project), session: hashed(session),
  entry: if(headless, 'headless', 'interactive'),
  chain: case when sums_up then 'summary' when chain = '' then 'main' else 'agent' end, model,
  speed: case when batch then 'batch' when fast then 'fast' else 'standard' end, geo: if(us, 'us', null),
  band: case when context > 200000 then 200 when context > 100000 then 100 else 0 end, calls: count(*), input: sum(input),
  write_5m: sum(short), write_1h: sum(hour), write_unsplit: null, read: sum(read), output: sum(output),
  searches: sum(searches), not_final: count(*) filter (not is_final), conversations: count(*) filter (turn = 1),
  segments: count(*) filter (k = 1), first_calls: count(*) filter (segment = 0),
  first_prompt: sum(if(segment = 0, context, 0)), first_steps: sum(if(segment = 0, k, 0)),
  later_steps: sum(if(segment > 0, k, 0)), sxx12: coalesce(sum(3 * off * off), 0), sxy2: coalesce(sum(off * context), 0),
  first_context: sum(if(turn = 1, context, 0)), first_read: sum(if(turn = 1, read, 0)), cut_before: sum(if(cut, before, 0)),
  cut_after: sum(if(cut, context, 0)), cut_read: sum(if(cut, read, 0)), peak: max(context), usd: null, "sawtooth-sessions-1": null
from numbered group by all order by 1, 2, 3, 4, 5, 6, 7, 8, 9 nulls first, 10) to 'sessions.csv' (header);

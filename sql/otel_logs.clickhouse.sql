-- Events of Claude Code in `otel_logs` of the ClickHouse exporter -> days.json (ccusage's daily report) and sessions.csv
-- (src/logs/tables.rs says what is in it).
--   clickhouse-client --param_salt=SECRET --queries-file sql/otel_logs.clickhouse.sql
-- Only the events `api_request` are counted: they have each request, with its dollars. Metrics (`token.usage`) have totals
-- alone, and their deltas are lost where Prometheus reads them. Collectors send events again when an answer is late, so a
-- request counts once. Days are those of UTC. ccusage's columns merge the two lifetimes of cache writes: their shares follow
-- from the dollars. Events know no project, entry, place or search, and call a sub-agent by its kind alone: those columns are
-- empty, and so is what follows from a sub-agent's own conversation.
set format_custom_escaping_rule = 'Raw', format_custom_field_delimiter = ',';
create temporary table events as
with LogAttributes as a, (key) -> toUInt64OrZero(a[key]) as number
select a['session.id'] as session, Timestamp as at, a['query_source'] as source,
  coalesce(nullIf(a['user.email'], ''), nullIf(a['user.account_uuid'], ''), a['user.id']) as who,
  -- Without a request's id the number of the event in its session tells it from all others.
  if(a['request_id'] != '', a['request_id'], concat(a['event.sequence'], a['event.timestamp'], toString(at))) as request,
  replaceRegexpAll(a['model'], '[",\n]', '') as model, a['speed'] = 'fast' as fast,
  number('input_tokens') as input, number('cache_read_tokens') as read, number('output_tokens') as output,
  number('cache_creation_tokens') as written, number('cache_creation_5m_tokens') as short,
  number('cache_creation_1h_tokens') as hour, toFloat64OrZero(a['cost_usd']) as usd,
  if(a['event.name'] = '', Body, concat('claude_code.', a['event.name'])) as name
from otel_logs where ServiceName = 'claude-code' and name in ('claude_code.api_request', 'claude_code.compaction');
create temporary table calls as
select session, request, min(at) as answered, argMin(source, at) as query_source, argMin(who, at) as person,
  argMin(model, at) as of, max(fast) as is_fast, max(output) as outputs,
  argMin((input, read, written, short, hour, usd), (-output, at)) as best,
  best.1 as inputs, best.2 as reads, greatest(best.3, best.4 + best.5) as writes, best.4 as five, best.5 as hours, best.6 as cost,
  inputs + reads + writes as context,
  -- What compacts, or names a session and the like, is no part of the conversation.
  multiIf(query_source = 'compact', 'summary', query_source = 'auxiliary', 'auxiliary',
    query_source in ('', 'main', 'sdk') or startsWith(query_source, 'repl_main_thread'), 'main', 'agent') as chain
from events where name = 'claude_code.api_request' group by session, request;
-- A fast request is one of the model's name with "-fast", as price lists have it.
select toJSONString(cast(tuple(groupArray(day)), 'Tuple(daily Array(Tuple(period String, inputTokens UInt64, outputTokens UInt64,
  cacheCreationTokens UInt64, cacheReadTokens UInt64, totalCost Float64, modelsUsed Array(String), modelBreakdowns
  Array(Tuple(modelName String, inputTokens UInt64, outputTokens UInt64, cacheCreationTokens UInt64, cacheReadTokens UInt64,
  cost Float64)))))'))
from (select tuple(period, sum(i), sum(o), sum(w), sum(r), sum(c), groupArray(name), groupArray((name, i, o, w, r, c))) as day
  from (select formatDateTime(answered, '%Y-%m-%d', 'UTC') as period, concat(of, if(is_fast, '-fast', '')) as name,
    sum(inputs) as i, sum(outputs) as o, sum(writes) as w, sum(reads) as r, sum(cost) as c
    from calls group by period, name order by period, name) group by period order by period)
into outfile 'days.json' truncate format TSVRaw;
-- A segment ends where the context more than halves, or where an event says that the main conversation was compacted.
with (name) -> if(name = '', '', lower(left(hex(SHA256(concat({salt:String}, ':', name))), 12))) as hashed,
  (is, sum) -> if(is, toString(sum), '') as known,
  marks as (select session, groupArray(at) as all from events where name = 'claude_code.compaction' group by session),
  turns as (select calls.*, all, row_number() over by_time as turn, lagInFrame(context) over by_time as before,
      lagInFrame(answered) over by_time as last, turn > 1 and chain = 'main' and (before > 2 * context
        or arrayExists(mark -> mark >= last and mark <= answered, all)) as cut
    from calls left join marks on calls.session = marks.session window by_time as (partition by session, chain
      order by answered, context, outputs, inputs, reads rows between unbounded preceding and current row)),
  parted as (select *, sum(cut) over (partition by session, chain order by turn
    rows between unbounded preceding and current row) as segment from turns),
  numbered as (select *, row_number() over (partition by session, chain, segment order by turn) as k,
    2 * toInt64(k) - 1 - toInt64(count() over (partition by session, chain, segment)) as off from parted)
select formatDateTime(answered, '%Y-%m-%d', 'UTC') as day, hashed(any(numbered.person)) as person, '' as project,
  hashed(numbered.session) as session, '' as entry, chain, of as model, if(is_fast, 'fast', 'standard') as speed, '' as geo,
  multiIf(context > 200000, 200, context > 100000, 100, 0) as band, count() as calls, sum(inputs) as input,
  known(sum(five + hours) > 0 or sum(writes) = 0, sum(five)) as write_5m,
  known(sum(five + hours) > 0 or sum(writes) = 0, sum(hours)) as write_1h,
  known(sum(writes) > sum(five + hours), sum(writes - five - hours)) as write_unsplit, sum(reads) as read, sum(outputs) as output,
  '' as searches, 0 as not_final, known(chain = 'main', countIf(turn = 1)) as conversations,
  known(chain = 'main', countIf(k = 1)) as segments, known(chain = 'main', countIf(segment = 0)) as first_calls,
  known(chain = 'main', sumIf(context, segment = 0)) as first_prompt, known(chain = 'main', sumIf(k, segment = 0)) as first_steps,
  known(chain = 'main', sumIf(k, segment > 0)) as later_steps, known(chain = 'main', sum(3 * off * off)) as sxx12,
  known(chain = 'main', sum(off * toInt64(context))) as sxy2, known(chain = 'main', sumIf(context, turn = 1)) as first_context,
  known(chain = 'main', sumIf(reads, turn = 1)) as first_read, known(chain = 'main', sumIf(before, cut)) as cut_before,
  known(chain = 'main', sumIf(context, cut)) as cut_after,
  known(chain = 'main', sumIf(reads, cut)) as cut_read, max(context) as peak, sum(cost) as usd, '' as `sawtooth-sessions-1`
from numbered group by day, numbered.session, chain, of, is_fast, band
order by day, person, session, chain, model, speed, band
into outfile 'sessions.csv' truncate format CustomSeparatedWithNames;

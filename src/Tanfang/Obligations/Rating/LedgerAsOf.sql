-- The obligations of a month as the ledger said at a moment: the last outcome recorded by then; due when there was none.
-- Where nothing was recorded since, the State… columns still say it; only the others are looked up.
select o.elder_id, o.counted_in_id, o.monthly_rate, o.period_from, o.every, o.modes, o.occasion, o.until,
       o.state, o.state_why as why, o.state_on_site as on_site, o.state_substituted as substituted
from obligations o
where (
    (o.monthly_rate = true and o.period_from = @month)
    or (o.state in (0, 1, 2, 3, 4) and o.until > @month and o.until <= @next) -- weekly
  )
  and o.opened_at <= @asOf
  and (o.state_at is null or o.state_at <= @asOf)
union all
select o.elder_id, o.counted_in_id, o.monthly_rate, o.period_from, o.every, o.modes, o.occasion, o.until,
       coalesce(x.kind, 0) as state, x.why, coalesce(x.on_site, false) as on_site,
       coalesce(x.substituted, false) as substituted
from obligations o
left join obligation_outcomes x
       on x.obligation_id = o.id
      and x.ordinal = (select max(y.ordinal) from obligation_outcomes y
                       where y.obligation_id = o.id and y.recorded_at <= @asOf)
where (
    (o.monthly_rate = true and o.period_from = @month)
    or (o.state in (0, 1, 2, 3, 4) and o.until > @month and o.until <= @next) -- weekly
  )
  and o.opened_at <= @asOf
  and o.state_at > @asOf

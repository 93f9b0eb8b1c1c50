-- The obligations of a month as the ledger says now: the State… columns repeat the newest outcome.
select o.elder_id, o.counted_in_id, o.monthly_rate, o.period_from, o.every, o.modes, o.occasion, o.until,
       o.state, o.state_why as why, o.state_on_site as on_site, o.state_substituted as substituted
from obligations o
where (o.monthly_rate = true and o.period_from = @month)
   or (o.state in (0, 1, 2) and o.until > @month and o.until <= @next) -- weekly

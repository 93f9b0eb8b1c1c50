-- What the walls ask. The settings are those of the session (RequestScope.cs); a session without them sees nothing. Temporary tables come last:
-- nobody puts one of the same name before a real one.

-- The owner works for everybody: migrations, command line, daily run, jobs. '*' is the local user of an office without accounts.
create function wall_is_open() returns boolean language sql stable parallel safe
as $$
  select coalesce(current_setting('tanfang.scope', true), '') = '*' or current_user = '{owner}'
$$;

-- The divisions of the scope with all below them.
create function wall_homes() returns setof integer language sql stable parallel safe rows 500 set search_path = {schema}, pg_temp
as $$
  with recursive below(id) as (
    select d.id from divisions d
    where d.id = any (string_to_array(nullif(current_setting('tanfang.divisions', true), ''), ',')::integer[])
    union
    select d.id from below b join divisions d on d.parent_id = b.id
  )
  select id from below
$$;

-- The people assigned to the visitors of the scope on its day, with the files that are read under theirs; and those for whom this
-- transaction was let through (BeyondScope.cs). As its owner, for whom somebody is responsible cannot be asked through the wall itself.
create function wall_people() returns setof uuid language sql stable security definer rows 50 set search_path = {schema}, pg_temp
as $$
  with recursive assigned(id) as (
    select r.elder_id from responsibilities r
    where r.visitor_id = any (string_to_array(nullif(current_setting('tanfang.visitors', true), ''), ',')::uuid[])
      and r."from" <= nullif(current_setting('tanfang.day', true), '')::date
      and (r.until is null or r.until > nullif(current_setting('tanfang.day', true), '')::date)
    union
    select e.id from assigned a join elders e on e.merged_into_id = a.id
  )
  select id from assigned
  union all
  select unnest(string_to_array(nullif(current_setting('tanfang.people', true), ''), ',')::uuid[])
$$;

-- The audit trail only grows. One change is allowed: a row that is in no batch of the chain gets its batch, once.
-- Made only where it is missing: making a trigger locks the table against everybody who writes.
do $guard$
begin
    if exists (select 1 from pg_trigger where tgname = 'changes_append_only' and tgrelid = to_regclass('changes'))
        and exists (select 1 from pg_trigger where tgname = 'audit_batches_append_only' and tgrelid = to_regclass('audit_batches')) then
        return;
    end if;

    create or replace function audit_append_only() returns trigger language plpgsql as $body$
    begin
        if tg_op = 'UPDATE' and tg_table_name = 'changes' then
            if old.batch is null and new.batch is not null
                and (new.id, new.at, new.actor_id, new.action, new.subject_id, new.detail)
                    is not distinct from (old.id, old.at, old.actor_id, old.action, old.subject_id, old.detail) then
                return new;
            end if;
        end if;
        raise exception '% is append-only', tg_table_name;
    end
    $body$;
    create or replace trigger changes_append_only before update or delete on changes
        for each row execute function audit_append_only();
    create or replace trigger changes_no_truncate before truncate on changes
        for each statement execute function audit_append_only();
    create or replace trigger audit_batches_append_only before update or delete on audit_batches
        for each row execute function audit_append_only();
    create or replace trigger audit_batches_no_truncate before truncate on audit_batches
        for each statement execute function audit_append_only();
end
$guard$;

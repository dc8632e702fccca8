-- A state may have 256 KB as it is sent (SMART App Launch 2.2, "Persisting App State", "Create"); stored, no more characters
-- than that. A state without a subject has an empty one.
alter table confidant.app_state drop constraint app_state_body_check;
alter table confidant.app_state add constraint app_state_body_check check (length(body) <= 262144);

-- Roles for Watchbook on PostgreSQL 15 or newer. Run once as a superuser, connected to Watchbook's database:
--   psql -d watchbook -f deploy/postgresql-roles.sql
-- Running it again changes nothing. Then give the two roles that log in a password:
--   \password watchbook_migrator      used by `watchbook init` only (installing, upgrading)
--   \password watchbook_app           used by the services
--
-- watchbook_owner     owns every table and cannot log in: nobody who serves pages can disable a trigger.
-- watchbook_migrator  acts as the owner while it is logged in.
-- watchbook_app       may do what the pages do and no more; `watchbook database grants` gives it exactly that, and
--                     `watchbook init` does so after each migration.
-- What a superuser does, nothing here stops: keep that login off the application's host.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'watchbook_owner') THEN
    CREATE ROLE watchbook_owner NOLOGIN NOINHERIT;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'watchbook_migrator') THEN
    CREATE ROLE watchbook_migrator LOGIN NOINHERIT IN ROLE watchbook_owner;
    ALTER ROLE watchbook_migrator SET role = 'watchbook_owner';
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'watchbook_app') THEN
    CREATE ROLE watchbook_app LOGIN NOINHERIT;
  END IF;
END
$$;

DO $$
DECLARE
  thing record;
BEGIN
  EXECUTE format('ALTER DATABASE %I OWNER TO watchbook_owner', current_database());
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO watchbook_migrator, watchbook_app', current_database());
  ALTER SCHEMA public OWNER TO watchbook_owner;
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
  GRANT USAGE ON SCHEMA public TO watchbook_app;
  -- What an earlier installation made under another role; what belongs to an extension stays where it is.
  FOR thing IN
    SELECT c.oid::regclass AS name, CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S')
      AND c.relowner <> 'watchbook_owner'::regrole
      AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('e', 'a', 'i')
      )
  LOOP
    EXECUTE format('ALTER %s %s OWNER TO watchbook_owner', thing.kind, thing.name);
  END LOOP;
  FOR thing IN
    SELECT p.oid::regprocedure AS name
    FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.proowner <> 'watchbook_owner'::regrole
      AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
      )
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO watchbook_owner', thing.name);
  END LOOP;
END
$$;

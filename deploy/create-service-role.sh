#!/bin/sh
# Runs once, when the PostgreSQL of docker-compose.yml creates its data. The service owns its database and nothing else:
# its role is no superuser, and it can create neither databases nor roles.
set -eu

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set password="$SERVICE_PASSWORD" <<'SQL'
CREATE ROLE lead_followup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE lead_followup OWNER lead_followup;
REVOKE ALL ON DATABASE lead_followup FROM PUBLIC;
SQL

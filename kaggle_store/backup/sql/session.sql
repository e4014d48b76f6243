-- A fixed text format for values, whatever the defaults of server, database and role: checksums are
-- compared across databases.
set timezone = 'UTC';
set datestyle = 'ISO, YMD';
set intervalstyle = 'postgres';
set extra_float_digits = 1;
set bytea_output = 'hex';
set client_encoding = 'UTF8';
set search_path = '';
-- A role that policies hide rows from gets an error: the hidden rows would be missing.
set row_security = off;
-- A backup may take longer than a request.
set statement_timeout = 0;
set lock_timeout = '60s';
set idle_in_transaction_session_timeout = 0;

import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { connectionUrl } from './connection-url.js';

describe('connectionUrl', () => {
  it('looks names up in the schema of Kanca and says who connects', () => {
    expect(connectionUrl('postgres://u:p%40ss@host:5433/db')).toBe(
      'postgres://u:p%40ss@host:5433/db?options=' +
        '-c%20default_transaction_isolation%3Dread%5C%20committed%20-c%20search_path%3Dkanca&application_name=kanca',
    );
  });

  it('keeps what the operator has set', () => {
    const url = connectionUrl('postgres://u@host/db?sslmode=require&options=-c%20work_mem%3D8MB&application_name=mine');
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      sslmode: 'require',
      options: '-c work_mem=8MB -c default_transaction_isolation=read\\ committed -c search_path=kanca',
      application_name: 'mine',
    });
  });

  it('leaves the address of a Unix socket alone', () => {
    const client = new Client(connectionUrl('postgres://u:secret@/db?host=/var/run/postgresql'));
    expect({ host: client.host, user: client.user, database: client.database }).toEqual({
      host: '/var/run/postgresql',
      user: 'u',
      database: 'db',
    });
  });
});

const WEB_PORTS = new Set([80, 443]);
const FIRST_USER_PORT = 1024;

// Services that answer everybody who reaches them, or that a crafted HTTP request can talk to; with those that browsers
// refuse (https://fetch.spec.whatwg.org/#port-blocking). None lies in the ephemeral range that starts at 32768.
// prettier-ignore
const SERVICE_PORTS = new Set([
  1433, 1434, // SQL Server
  1521, // Oracle
  1719, 1720, 1723, // H.323, PPTP
  2049, // NFS
  2181, // ZooKeeper
  2375, 2376, // Docker
  2379, 2380, // etcd
  3306, 33060, // MySQL
  3389, // RDP
  3659, // SASL
  4045, 4190, // NFS locks, Sieve
  5060, 5061, // SIP
  5432, // PostgreSQL
  5671, 5672, // AMQP
  5900, 5901, // VNC
  5984, // CouchDB
  5985, 5986, // WinRM
  6000, // X11
  6379, 6380, // Redis
  6443, // Kubernetes
  6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, // SANE, IRC
  9042, 9160, // Cassandra
  8500, 8501, // Consul
  9092, // Kafka
  9200, 9300, // Elasticsearch
  10080, // Amanda
  10250, 10255, 10256, // kubelet
  11211, // memcached
  26257, // CockroachDB
  27017, 27018, 27019, // MongoDB
]);

/**
 * Whether no webhook goes to a port: below 1024 all but 80 and 443, above it those of well-known internal services.
 * An allowed network does not lift this: a webhook receiver on such a port is rarer than a mistake.
 */
export function isForbiddenPort(port: number): boolean {
  return port < FIRST_USER_PORT ? !WEB_PORTS.has(port) : SERVICE_PORTS.has(port);
}

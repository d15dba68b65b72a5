import { blockContains, parseAddressBlock } from './address-block.js';
import { embeddedIpv4 } from './embedded-ipv4.js';
import type { IpAddress } from './ip-address.js';

// Each of these hands credentials of the machine to every caller.
const METADATA_ADDRESSES = [
  '169.254.169.254', // AWS, GCP, Azure, Oracle, DigitalOcean, OpenStack
  '169.254.170.2', // AWS ECS task credentials
  '169.254.170.23', // AWS EKS pod identity
  '100.100.100.200', // Alibaba
  '168.63.129.16', // Azure wire server
  '192.0.0.192', // Oracle, older images
  'fd00:ec2::254', // AWS
  'fd00:ec2::23', // AWS EKS pod identity
  'fd20:ce::254', // GCP
  'fe80::a9fe:a9fe', // OpenStack
].map(parseAddressBlock);

/** Whether an address is a cloud's metadata service, or leads to one through a translator or a tunnel. */
export function isCloudMetadata(address: IpAddress): boolean {
  return [address, ...embeddedIpv4(address)].some((candidate) =>
    METADATA_ADDRESSES.some((block) => blockContains(block, candidate)),
  );
}

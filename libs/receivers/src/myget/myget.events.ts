/** What every event carries around its payload. */
export interface MygetEvent<Name extends string, Payload> {
  readonly Identifier: string;
  readonly Username: string;
  /** ISO 8601. */
  readonly When: string;
  readonly PayloadType: Name;
  readonly Payload: Payload;
}

/** What every event of a package says about it. */
export interface MygetPackage {
  /** `NuGet`, `Npm`, `Vsix`, … */
  readonly PackageType: string;
  readonly PackageIdentifier: string;
  readonly PackageVersion: string;
  readonly FeedIdentifier: string;
  readonly FeedUrl: string;
}

export interface MygetPackageMetadata {
  readonly IconUrl: string | null;
  readonly Size: number;
  readonly Authors: string;
  readonly Description: string;
  readonly LicenseUrl: string | null;
  readonly LicenseNames: string | null;
  readonly ProjectUrl: string | null;
  readonly Tags: string | null;
  readonly MinClientVersion: string | null;
  readonly ReleaseNotes: string | null;
  readonly Dependencies: readonly {
    readonly PackageIdentifier: string;
    readonly PackageVersion: string;
    readonly TargetFramework: string | null;
  }[];
}

export interface MygetPackageAdded extends MygetPackage {
  readonly PackageDetailsUrl: string;
  readonly PackageDownloadUrl: string;
  readonly PackageMetadata: MygetPackageMetadata;
}

export interface MygetPackageListed extends MygetPackage {
  readonly Action: 'listed' | 'unlisted';
}

export interface MygetPackagePinned extends MygetPackage {
  readonly Action: 'pinned' | 'unpinned';
}

/** A package that went on to another feed. */
export interface MygetPackagePushed extends MygetPackage {
  readonly PackageDetailsUrl: string;
  readonly PackageDownloadUrl: string;
  readonly PackageMetadata: MygetPackageMetadata;
  readonly TargetUrl: string;
}

export interface MygetBuild {
  readonly FeedIdentifier: string;
  readonly FeedUrl: string;
  readonly Name: string;
  readonly Branch: string;
}

export interface MygetBuildFinished extends MygetBuild {
  readonly Result: 'success' | 'failed';
  readonly BuildLogUrl: string;
  readonly Packages: readonly {
    readonly PackageType: string;
    readonly PackageIdentifier: string;
    readonly PackageVersion: string;
  }[];
}

/** The events that are typed. Others arrive all the same, and are heard as `'*'`. */
export interface MygetEvents {
  readonly PackageAddedWebHookEventPayloadV1: MygetEvent<'PackageAddedWebHookEventPayloadV1', MygetPackageAdded>;
  readonly PackageDeletedWebHookEventPayloadV1: MygetEvent<'PackageDeletedWebHookEventPayloadV1', MygetPackage>;
  readonly PackageListedWebHookEventPayloadV1: MygetEvent<'PackageListedWebHookEventPayloadV1', MygetPackageListed>;
  readonly PackagePinnedWebHookEventPayloadV1: MygetEvent<'PackagePinnedWebHookEventPayloadV1', MygetPackagePinned>;
  readonly PackagePushedWebHookEventPayloadV1: MygetEvent<'PackagePushedWebHookEventPayloadV1', MygetPackagePushed>;
  readonly BuildQueuedWebHookEventPayloadV1: MygetEvent<'BuildQueuedWebHookEventPayloadV1', MygetBuild>;
  readonly BuildStartedWebHookEventPayloadV1: MygetEvent<'BuildStartedWebHookEventPayloadV1', MygetBuild>;
  readonly BuildFinishedWebHookEventPayloadV1: MygetEvent<'BuildFinishedWebHookEventPayloadV1', MygetBuildFinished>;
  readonly PingWebHookEventPayloadV1: MygetEvent<'PingWebHookEventPayloadV1', Readonly<Record<string, never>>>;
}

import type { Sample } from '../kit/index.js';

/** What Cloudinary is known to send. */
export const cloudinaryEventNames = [
  'access_control_changed',
  'bulk_delete',
  'create_folder',
  'delete',
  'delete_by_token',
  'delete_folder',
  'eager',
  'error',
  'explode',
  'generate_archive',
  'info',
  'moderation',
  'moderation_summary',
  'move',
  'move_or_rename_asset_folder',
  'multi',
  'publish',
  'rename',
  'report',
  'resource_context_changed',
  'resource_display_name_changed',
  'resource_metadata_changed',
  'resource_tags_changed',
  'restore_asset_version',
  'sprite',
  'upload',
] as const;

export const cloudinarySamples: Readonly<Record<string, Sample>> = {
  upload: {
    body: {
      notification_type: 'upload',
      timestamp: '2025-10-09T08:53:20.000Z',
      request_id: '5c18fcb5f7f8e9d0a1b2c3d4e5f60718',
      asset_id: 'f12345a5c789c2fccb8e3c4d5e6f7a8b',
      public_id: 'shop/engine',
      version: 1_760_000_000,
      width: 1_440,
      height: 954,
      format: 'jpg',
      resource_type: 'image',
      type: 'upload',
      created_at: '2025-10-09T08:53:20Z',
      tags: [],
      bytes: 484_468,
      etag: 'd0f2a1b3c4d5e6f708192a3b4c5d6e7f',
      url: 'http://res.cloudinary.com/demo/image/upload/v1760000000/shop/engine.jpg',
      secure_url: 'https://res.cloudinary.com/demo/image/upload/v1760000000/shop/engine.jpg',
    },
  },
  delete: {
    body: {
      notification_type: 'delete',
      timestamp: '2025-10-09T08:53:20.000Z',
      request_id: '6d29edc6a8e9f0b1c2d3e4f506172839',
      resources: [
        {
          asset_id: 'f12345a5c789c2fccb8e3c4d5e6f7a8b',
          public_id: 'shop/engine',
          resource_type: 'image',
          type: 'upload',
        },
      ],
    },
  },
};

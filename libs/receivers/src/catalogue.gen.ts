// Written by libs/receivers/scripts/write-catalogue.mjs from the folders beside it. Do not edit.
import { adyen, AdyenReceiverModule } from './adyen/index.js';
import { airtable, AirtableReceiverModule } from './airtable/index.js';
import { asana, AsanaReceiverModule } from './asana/index.js';
import { aspnetCustom, AspnetCustomReceiverModule } from './aspnet-custom/index.js';
import { auth0, Auth0ReceiverModule } from './auth0/index.js';
import { awsSns, AwsSnsReceiverModule } from './aws-sns/index.js';
import { azureAlert, AzureAlertReceiverModule } from './azure-alert/index.js';
import { azureContainerRegistry, AzureContainerRegistryReceiverModule } from './azure-container-registry/index.js';
import { azureDevops, AzureDevopsReceiverModule } from './azure-devops/index.js';
import { bitbucket, BitbucketReceiverModule } from './bitbucket/index.js';
import { bitbucketServer, BitbucketServerReceiverModule } from './bitbucket-server/index.js';
import { box, BoxReceiverModule } from './box/index.js';
import { braintree, BraintreeReceiverModule } from './braintree/index.js';
import { calendly, CalendlyReceiverModule } from './calendly/index.js';
import { chargebee, ChargebeeReceiverModule } from './chargebee/index.js';
import { circleci, CircleciReceiverModule } from './circleci/index.js';
import { clerk, ClerkReceiverModule } from './clerk/index.js';
import { cloudevents, CloudeventsReceiverModule } from './cloudevents/index.js';
import { cloudinary, CloudinaryReceiverModule } from './cloudinary/index.js';
import { coinbaseCommerce, CoinbaseCommerceReceiverModule } from './coinbase-commerce/index.js';
import { contentful, ContentfulReceiverModule } from './contentful/index.js';
import { discord, DiscordReceiverModule } from './discord/index.js';
import { docusign, DocusignReceiverModule } from './docusign/index.js';
import { dropbox, DropboxReceiverModule } from './dropbox/index.js';
import { dropboxSign, DropboxSignReceiverModule } from './dropbox-sign/index.js';
import { dynamicsCrm, DynamicsCrmReceiverModule } from './dynamics-crm/index.js';
import { easypost, EasypostReceiverModule } from './easypost/index.js';
import { ebay, EbayReceiverModule } from './ebay/index.js';
import { elevenlabs, ElevenlabsReceiverModule } from './elevenlabs/index.js';
import { eventGrid, EventGridReceiverModule } from './event-grid/index.js';
import { facebook, FacebookReceiverModule } from './facebook/index.js';
import { fastcomments, FastcommentsReceiverModule } from './fastcomments/index.js';
import { figma, FigmaReceiverModule } from './figma/index.js';
import { generic, GenericReceiverModule } from './generic/index.js';
import { genericJson, GenericJsonReceiverModule } from './generic-json/index.js';
import { github, GithubReceiverModule } from './github/index.js';
import { gitlab, GitlabReceiverModule } from './gitlab/index.js';
import { gocardless, GocardlessReceiverModule } from './gocardless/index.js';
import { googlePubsub, GooglePubsubReceiverModule } from './google-pubsub/index.js';
import { heroku, HerokuReceiverModule } from './heroku/index.js';
import { hook0, Hook0ReceiverModule } from './hook0/index.js';
import { hubspot, HubspotReceiverModule } from './hubspot/index.js';
import { instagram, InstagramReceiverModule } from './instagram/index.js';
import { intercom, IntercomReceiverModule } from './intercom/index.js';
import { jira, JiraReceiverModule } from './jira/index.js';
import { jiraConnect, JiraConnectReceiverModule } from './jira-connect/index.js';
import { kontentAi, KontentAiReceiverModule } from './kontent-ai/index.js';
import { kudu, KuduReceiverModule } from './kudu/index.js';
import { lark, LarkReceiverModule } from './lark/index.js';
import { launchdarkly, LaunchdarklyReceiverModule } from './launchdarkly/index.js';
import { lemonsqueezy, LemonsqueezyReceiverModule } from './lemonsqueezy/index.js';
import { line, LineReceiverModule } from './line/index.js';
import { linear, LinearReceiverModule } from './linear/index.js';
import { linkedin, LinkedinReceiverModule } from './linkedin/index.js';
import { livekit, LivekitReceiverModule } from './livekit/index.js';
import { mailchimp, MailchimpReceiverModule } from './mailchimp/index.js';
import { mailgun, MailgunReceiverModule } from './mailgun/index.js';
import { mandrill, MandrillReceiverModule } from './mandrill/index.js';
import { messagebird, MessagebirdReceiverModule } from './messagebird/index.js';
import { microsoftGraph, MicrosoftGraphReceiverModule } from './microsoft-graph/index.js';
import { monday, MondayReceiverModule } from './monday/index.js';
import { mux, MuxReceiverModule } from './mux/index.js';
import { myget, MygetReceiverModule } from './myget/index.js';
import { notion, NotionReceiverModule } from './notion/index.js';
import { okta, OktaReceiverModule } from './okta/index.js';
import { onfido, OnfidoReceiverModule } from './onfido/index.js';
import { openai, OpenaiReceiverModule } from './openai/index.js';
import { paddle, PaddleReceiverModule } from './paddle/index.js';
import { pagerduty, PagerdutyReceiverModule } from './pagerduty/index.js';
import { paypal, PaypalReceiverModule } from './paypal/index.js';
import { paystack, PaystackReceiverModule } from './paystack/index.js';
import { pipedrive, PipedriveReceiverModule } from './pipedrive/index.js';
import { plaid, PlaidReceiverModule } from './plaid/index.js';
import { plivo, PlivoReceiverModule } from './plivo/index.js';
import { polar, PolarReceiverModule } from './polar/index.js';
import { postmark, PostmarkReceiverModule } from './postmark/index.js';
import { postmarkInbound, PostmarkInboundReceiverModule } from './postmark-inbound/index.js';
import { pusher, PusherReceiverModule } from './pusher/index.js';
import { qstash, QstashReceiverModule } from './qstash/index.js';
import { quickbooks, QuickbooksReceiverModule } from './quickbooks/index.js';
import { razorpay, RazorpayReceiverModule } from './razorpay/index.js';
import { replicate, ReplicateReceiverModule } from './replicate/index.js';
import { resend, ResendReceiverModule } from './resend/index.js';
import { salesforce, SalesforceReceiverModule } from './salesforce/index.js';
import { sanity, SanityReceiverModule } from './sanity/index.js';
import { segment, SegmentReceiverModule } from './segment/index.js';
import { sendgrid, SendgridReceiverModule } from './sendgrid/index.js';
import { sendgridInbound, SendgridInboundReceiverModule } from './sendgrid-inbound/index.js';
import { sentry, SentryReceiverModule } from './sentry/index.js';
import { shopify, ShopifyReceiverModule } from './shopify/index.js';
import { slack, SlackReceiverModule } from './slack/index.js';
import { square, SquareReceiverModule } from './square/index.js';
import { standardwebhooks, StandardwebhooksReceiverModule } from './standardwebhooks/index.js';
import { strava, StravaReceiverModule } from './strava/index.js';
import { stripe, StripeReceiverModule } from './stripe/index.js';
import { svix, SvixReceiverModule } from './svix/index.js';
import { telegram, TelegramReceiverModule } from './telegram/index.js';
import { telnyx, TelnyxReceiverModule } from './telnyx/index.js';
import { trello, TrelloReceiverModule } from './trello/index.js';
import { twilio, TwilioReceiverModule } from './twilio/index.js';
import { twitch, TwitchReceiverModule } from './twitch/index.js';
import { typeform, TypeformReceiverModule } from './typeform/index.js';
import { vercel, VercelReceiverModule } from './vercel/index.js';
import { viber, ViberReceiverModule } from './viber/index.js';
import { vonage, VonageReceiverModule } from './vonage/index.js';
import { webflow, WebflowReceiverModule } from './webflow/index.js';
import { whatsapp, WhatsappReceiverModule } from './whatsapp/index.js';
import { wise, WiseReceiverModule } from './wise/index.js';
import { woocommerce, WoocommerceReceiverModule } from './woocommerce/index.js';
import { wordpress, WordpressReceiverModule } from './wordpress/index.js';
import { workos, WorkosReceiverModule } from './workos/index.js';
import { x, XReceiverModule } from './x/index.js';
import { xero, XeroReceiverModule } from './xero/index.js';
import { zendesk, ZendeskReceiverModule } from './zendesk/index.js';
import { zoom, ZoomReceiverModule } from './zoom/index.js';
import type { CatalogueEntry } from './catalogue-entry.js';

/** Every receiver that is shipped, by name. */
export const catalogue: readonly CatalogueEntry[] = [
  { receiver: adyen, module: AdyenReceiverModule },
  { receiver: airtable, module: AirtableReceiverModule },
  { receiver: asana, module: AsanaReceiverModule },
  { receiver: aspnetCustom, module: AspnetCustomReceiverModule },
  { receiver: auth0, module: Auth0ReceiverModule },
  { receiver: awsSns, module: AwsSnsReceiverModule },
  { receiver: azureAlert, module: AzureAlertReceiverModule },
  { receiver: azureContainerRegistry, module: AzureContainerRegistryReceiverModule },
  { receiver: azureDevops, module: AzureDevopsReceiverModule },
  { receiver: bitbucket, module: BitbucketReceiverModule },
  { receiver: bitbucketServer, module: BitbucketServerReceiverModule },
  { receiver: box, module: BoxReceiverModule },
  { receiver: braintree, module: BraintreeReceiverModule },
  { receiver: calendly, module: CalendlyReceiverModule },
  { receiver: chargebee, module: ChargebeeReceiverModule },
  { receiver: circleci, module: CircleciReceiverModule },
  { receiver: clerk, module: ClerkReceiverModule },
  { receiver: cloudevents, module: CloudeventsReceiverModule },
  { receiver: cloudinary, module: CloudinaryReceiverModule },
  { receiver: coinbaseCommerce, module: CoinbaseCommerceReceiverModule },
  { receiver: contentful, module: ContentfulReceiverModule },
  { receiver: discord, module: DiscordReceiverModule },
  { receiver: docusign, module: DocusignReceiverModule },
  { receiver: dropbox, module: DropboxReceiverModule },
  { receiver: dropboxSign, module: DropboxSignReceiverModule },
  { receiver: dynamicsCrm, module: DynamicsCrmReceiverModule },
  { receiver: easypost, module: EasypostReceiverModule },
  { receiver: ebay, module: EbayReceiverModule },
  { receiver: elevenlabs, module: ElevenlabsReceiverModule },
  { receiver: eventGrid, module: EventGridReceiverModule },
  { receiver: facebook, module: FacebookReceiverModule },
  { receiver: fastcomments, module: FastcommentsReceiverModule },
  { receiver: figma, module: FigmaReceiverModule },
  { receiver: generic, module: GenericReceiverModule },
  { receiver: genericJson, module: GenericJsonReceiverModule },
  { receiver: github, module: GithubReceiverModule },
  { receiver: gitlab, module: GitlabReceiverModule },
  { receiver: gocardless, module: GocardlessReceiverModule },
  { receiver: googlePubsub, module: GooglePubsubReceiverModule },
  { receiver: heroku, module: HerokuReceiverModule },
  { receiver: hook0, module: Hook0ReceiverModule },
  { receiver: hubspot, module: HubspotReceiverModule },
  { receiver: instagram, module: InstagramReceiverModule },
  { receiver: intercom, module: IntercomReceiverModule },
  { receiver: jira, module: JiraReceiverModule },
  { receiver: jiraConnect, module: JiraConnectReceiverModule },
  { receiver: kontentAi, module: KontentAiReceiverModule },
  { receiver: kudu, module: KuduReceiverModule },
  { receiver: lark, module: LarkReceiverModule },
  { receiver: launchdarkly, module: LaunchdarklyReceiverModule },
  { receiver: lemonsqueezy, module: LemonsqueezyReceiverModule },
  { receiver: line, module: LineReceiverModule },
  { receiver: linear, module: LinearReceiverModule },
  { receiver: linkedin, module: LinkedinReceiverModule },
  { receiver: livekit, module: LivekitReceiverModule },
  { receiver: mailchimp, module: MailchimpReceiverModule },
  { receiver: mailgun, module: MailgunReceiverModule },
  { receiver: mandrill, module: MandrillReceiverModule },
  { receiver: messagebird, module: MessagebirdReceiverModule },
  { receiver: microsoftGraph, module: MicrosoftGraphReceiverModule },
  { receiver: monday, module: MondayReceiverModule },
  { receiver: mux, module: MuxReceiverModule },
  { receiver: myget, module: MygetReceiverModule },
  { receiver: notion, module: NotionReceiverModule },
  { receiver: okta, module: OktaReceiverModule },
  { receiver: onfido, module: OnfidoReceiverModule },
  { receiver: openai, module: OpenaiReceiverModule },
  { receiver: paddle, module: PaddleReceiverModule },
  { receiver: pagerduty, module: PagerdutyReceiverModule },
  { receiver: paypal, module: PaypalReceiverModule },
  { receiver: paystack, module: PaystackReceiverModule },
  { receiver: pipedrive, module: PipedriveReceiverModule },
  { receiver: plaid, module: PlaidReceiverModule },
  { receiver: plivo, module: PlivoReceiverModule },
  { receiver: polar, module: PolarReceiverModule },
  { receiver: postmark, module: PostmarkReceiverModule },
  { receiver: postmarkInbound, module: PostmarkInboundReceiverModule },
  { receiver: pusher, module: PusherReceiverModule },
  { receiver: qstash, module: QstashReceiverModule },
  { receiver: quickbooks, module: QuickbooksReceiverModule },
  { receiver: razorpay, module: RazorpayReceiverModule },
  { receiver: replicate, module: ReplicateReceiverModule },
  { receiver: resend, module: ResendReceiverModule },
  { receiver: salesforce, module: SalesforceReceiverModule },
  { receiver: sanity, module: SanityReceiverModule },
  { receiver: segment, module: SegmentReceiverModule },
  { receiver: sendgrid, module: SendgridReceiverModule },
  { receiver: sendgridInbound, module: SendgridInboundReceiverModule },
  { receiver: sentry, module: SentryReceiverModule },
  { receiver: shopify, module: ShopifyReceiverModule },
  { receiver: slack, module: SlackReceiverModule },
  { receiver: square, module: SquareReceiverModule },
  { receiver: standardwebhooks, module: StandardwebhooksReceiverModule },
  { receiver: strava, module: StravaReceiverModule },
  { receiver: stripe, module: StripeReceiverModule },
  { receiver: svix, module: SvixReceiverModule },
  { receiver: telegram, module: TelegramReceiverModule },
  { receiver: telnyx, module: TelnyxReceiverModule },
  { receiver: trello, module: TrelloReceiverModule },
  { receiver: twilio, module: TwilioReceiverModule },
  { receiver: twitch, module: TwitchReceiverModule },
  { receiver: typeform, module: TypeformReceiverModule },
  { receiver: vercel, module: VercelReceiverModule },
  { receiver: viber, module: ViberReceiverModule },
  { receiver: vonage, module: VonageReceiverModule },
  { receiver: webflow, module: WebflowReceiverModule },
  { receiver: whatsapp, module: WhatsappReceiverModule },
  { receiver: wise, module: WiseReceiverModule },
  { receiver: woocommerce, module: WoocommerceReceiverModule },
  { receiver: wordpress, module: WordpressReceiverModule },
  { receiver: workos, module: WorkosReceiverModule },
  { receiver: x, module: XReceiverModule },
  { receiver: xero, module: XeroReceiverModule },
  { receiver: zendesk, module: ZendeskReceiverModule },
  { receiver: zoom, module: ZoomReceiverModule },
];

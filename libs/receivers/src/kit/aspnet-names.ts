/**
 * What ASP.NET WebHooks called a receiver that has another name here, in its URLs and in its settings.
 * Source: https://learn.microsoft.com/aspnet/webhooks/receiving/receivers
 */
export const ASPNET_NAMES: ReadonlyMap<string, string> = new Map([
  ['azurealert', 'azure-alert'],
  ['azurecontainerregistry', 'azure-container-registry'],
  ['custom', 'aspnet-custom'],
  ['dynamicscrm', 'dynamics-crm'],
  ['genericjson', 'generic-json'],
  ['salesforcesoap', 'salesforce'],
  ['sfsoap', 'salesforce'],
  ['vsts', 'azure-devops'],
]);

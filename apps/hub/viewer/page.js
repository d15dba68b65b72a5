// Starts Swagger UI on the document of this hub, in the colours that the reader's system has.
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const followSystem = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
followSystem();
dark.addEventListener('change', followSystem);

window.SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#viewer',
  // The badge of a validator outside would send the address of the document there.
  validatorUrl: null,
  deepLinking: true,
  filter: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  // A key lives as long as the page does.
  persistAuthorization: false,
});

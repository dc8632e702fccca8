// A SMART app in three functions: an EHR launch, a standalone launch, and what it shows afterwards.
'use strict';
const redirectUri = '/callback';

const failed = error => { document.getElementById('status').textContent = `Failed: ${error.message ?? error}`; };

function launch() {
  FHIR.oauth2.authorize({
    clientId: config.client, redirectUri, pkceMode: 'required',
    scope: 'launch openid fhirUser patient/Patient.rs patient/Observation.rs patient/Encounter.rs online_access',
  }).catch(failed);
}

function standalone() {
  FHIR.oauth2.authorize({
    clientId: config.client, redirectUri, iss: config.iss, pkceMode: 'required',
    scope: 'launch/patient openid fhirUser patient/Patient.rs patient/Observation.rs offline_access',
  }).catch(failed);
}

async function show() {
  try {
    const client = await FHIR.oauth2.ready();
    const [patient, observations] = await Promise.all([
      client.patient.read(),
      client.request(`Observation?patient=${client.patient.id}&_summary=count`),
    ]);
    document.getElementById('patient').textContent = patient.name[0].text ?? `${patient.name[0].given.join(' ')} ${patient.name[0].family}`;
    document.getElementById('encounter').textContent = client.encounter.id ?? 'none';
    document.getElementById('user').textContent = client.user.fhirUser;
    document.getElementById('observations').textContent = observations.total;
    document.getElementById('status').textContent = 'Done.';
  } catch (error) {
    failed(error);
  }
}

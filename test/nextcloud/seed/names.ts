export const firstNames =
  `Aaron Abigail Adam Aisha Alejandro Alice Amina Anders Andrea Anna Antoine Arjun Astrid Barbara Beatriz Benjamin
Bettina Bruno Camille Carlos Caroline Charlotte Chen Christian Clara Claudia Daniel David Diana Dmitri Elena Eleni Elias Emily Emma Erik
Esther Eva Fatima Felix Fernando Fiona Florian Frank Gabriel Georgia Giulia Grace Hanna Hannah Hassan Heidi Helena Henry Hiroshi Hugo Ibrahim
Ingrid Irina Isabel Ivan Jakob James Jan Jasmin Joana Johannes Jonas Jorge Julia Julian Kamal Karin Katarina Kenji Klara Laila Lars Laura Lea
Leila Lena Leon Linda Lucas Luisa Maja Marco Maria Marie Markus Marta Martin Mateo Maya Mei Michael Mikael Miriam Mohamed Monika Nadia Natalia
Niklas Nina Noah Nora Olga Oliver Omar Oscar Patricia Paul Pedro Peter Petra Philipp Priya Rafael Rahel Ravi Rebecca Ricardo Robert Rosa Sabine
Samuel Sandra Sara Sebastian Simon Sofia Stefan Susanne Sven Tamara Teresa Thomas Tim Tobias Tomasz Ursula Valentina Vera Victor Viktoria
Walter Wei William Yasmin Yusuf Zoe`.split(/\s+/);

export const lastNames =
  `Adler Ahmed Andersson Bachmann Bauer Becker Berg Bianchi Blanc Brandt Braun Carter Chen Costa Dubois Eriksson Evans
Farah Fernandes Fischer Fontaine Garcia Graf Gruber Gupta Haas Hansen Hartmann Hoffmann Huber Ivanova Jansen Johansson Kaya Keller Khan Kim
Klein Koch Kowalski Kraus Kumar Lang Larsen Lehmann Lopez Maier Martin Meyer Moreau Moretti Mueller Nakamura Neumann Nguyen Nielsen Novak
Okafor Olsen Papadopoulos Patel Pereira Petrov Pohl Reyes Richter Romano Rossi Ruiz Sato Schmidt Schneider Schubert Silva Singh Sommer Steiner
Suzuki Tanaka Thompson Torres Vogel Wagner Walker Weber Weiss Wolf Yilmaz Zhang Ziegler`.split(/\s+/);

export const streets = [
  'Lindenstraße',
  'Hauptstraße',
  'Bahnhofstraße',
  'Rue de la Gare',
  'Market Street',
  'Via Roma',
  'Calle Mayor',
];

export const cities = [
  '70173 Stuttgart',
  '10115 Berlin',
  '8001 Zürich',
  '75011 Paris',
  'London EC1A',
  '20121 Milano',
  '28013 Madrid',
];

/** Departments and the roles people have in them; the first role leads. */
export const departments: Readonly<Record<string, readonly string[]>> = {
  Engineering: [
    'Head of Engineering',
    'Software Engineer',
    'Senior Software Engineer',
    'Site Reliability Engineer',
    'QA Engineer',
  ],
  Design: ['Head of Design', 'Product Designer', 'UX Researcher', 'Illustrator'],
  Finance: ['Chief Financial Officer', 'Accountant', 'Controller', 'Payroll Specialist'],
  'Human Resources': ['Head of People', 'Recruiter', 'People Partner'],
  Legal: ['General Counsel', 'Legal Counsel', 'Data Protection Officer'],
  Marketing: ['Head of Marketing', 'Content Manager', 'Campaign Manager', 'Event Manager'],
  Operations: ['Chief Operating Officer', 'Office Manager', 'Facility Manager', 'Purchaser'],
  'Research & Development': ['Head of Research', 'Research Scientist', 'Data Scientist', 'Lab Technician'],
  'Sales/EMEA': ['Head of Sales', 'Account Executive', 'Sales Engineer', 'Account Manager'],
  Support: ['Head of Support', 'Support Engineer', 'Support Agent', 'Customer Success Manager'],
};

/** See `apps.ts` for the columns. The order is that of a folder, not of the alphabet. */
export const catalogue: readonly string[] = `
systemtags|Collaborative tags|1.26.0|organization|+|Organise files by tags everybody shares|Tags can be restricted, invisible, or open to everybody, and files are found by them.
webhook_listeners|Webhooks|1.7.0|integration|-|Call other services when something happens|Sends webhooks for the events of Nextcloud, registered through an API.
calendar|Calendar|6.1.1|office|+|A calendar, with invitations and rooms|Shares calendars with colleagues, plans meetings around the times people are free, and sends invitations by e-mail.
admin_audit|Auditing / Logging|1.27.0|security|-|Log what people do|Writes logins, shares, file access and changes of accounts to a log of its own.
federation|Federation|1.27.0|social|+|Connect with trusted servers|Exchanges address books with trusted servers, so that their people are found by name.
updatenotification|Update notification|1.28.0|tools|+|Tell when there are updates|Shows administrators that an update of Nextcloud or of an app is available.
files_sharing|File sharing|1.29.0|files|+|Share files and folders|People share with others, with groups, by links and by e-mail; administrators decide how.
files_reminders|File reminders|1.10.0|files|+|Set file reminders|Reminds of a file at the time you choose.
workflowengine|Nextcloud workflow engine|2.19.0|tools|+|Rules that act on files|Groups rules and conditions for flows.
files_versions|Versions|1.30.0|files|+|Keep and restore old versions of files|Keeps older versions of changed files, fewer the older they get, within half of the free space.
password_policy|Password policy|5.0.0|security|+|Decide how strong passwords must be|Minimum length, common passwords, characters of each kind, expiry and reuse.
contactsinteraction|Contacts Interaction|1.18.0|social|+|Collect whom you deal with|Builds an address book of the people you share with or mail.
files_trashbin|Deleted files|1.27.0|files|+|Restore what was deleted|Keeps deleted files for 30 days, or as long as there is space.
sharebymail|Share by mail|1.27.0|social|+|Send share links by e-mail|Sends a link, and a password on a second way, to any address.
encryption|Default encryption module|2.22.0|security|-|Encrypt files on the server|Encrypts what is stored, with a key of the instance or of each person. It cannot easily be undone.
comments|Comments|1.27.0|files|+|Comment on files|Comments beside files, with mentions.
user_ldap|LDAP user and group backend|1.27.0|integration|-|Connect to a directory|Lets people sign in with their account of an LDAP directory or Active Directory, with their groups, quotas and pictures.
testing|QA testing|1.26.0|monitoring|-|This app is only for testing! It is dangerous on a live instance
files_external|External storage support|1.29.0|integration|-|Attach other storage|Mounts SMB, S3, SFTP, WebDAV and other storage for everybody, for groups, or for one person.
dashboard|Dashboard|7.16.0|dashboard|+|A start page with what matters now|Shows upcoming events, urgent mail, recent files and messages, and whatever widgets apps bring.
weather_status|Weather status|1.16.0|dashboard|+|The weather on the dashboard|Shows the forecast for a place you choose.
user_status|User status|1.16.0|social|+|Say whether you are there|Shows who is online, away or busy, with a message.
activity|Activity|5.0.0|monitoring|+|What happened to your files|A stream of changes to files, shares and comments, and a digest by e-mail.
app_api|AppAPI|6.0.0|tools|-|Run external apps|Deploys and connects apps that run in containers of their own.
bruteforcesettings|Brute-force settings|5.0.0|security|+|Exempt networks from throttling|Administrators list networks whose wrong passwords are not slowed down.
circles|Teams|35.0.0|social|+|Teams that people make themselves|Everybody can gather people in teams and share with them.
contacts|Contacts|8.0.1|office|+|Address books in the browser|Keeps contacts in groups, with pictures, and syncs with phones.
deck|Deck|1.17.0|organization|+|Kanban boards|Cards with descriptions, due dates, people and attachments, on boards that are shared.
files_pdfviewer|PDF viewer|5.0.0|multimedia|+|Show PDF files|Shows PDF files in the browser, with search and print.
firstrunwizard|First run wizard|5.0.0|customization|+|Welcome new people|Explains the clients at the first login.
forms|Forms|5.2.0|office|+|Surveys and questionnaires|Simple surveys that respect privacy; answers are shown as charts and exported to a spreadsheet.
groupfolders|Team folders|20.1.0|files|+|Folders that belong to groups|Administrators make folders for groups, with quotas and permissions of their own.
guests|Guests|4.5.0|social|-|Accounts for guests|Makes accounts for people outside, who see only what is shared with them.
hello_markdown|<b>Hello</b> [Markdown](command:workbench.action.quit)|0.0.1|tools|-|A summary with <img src=x onerror=alert(1)> in it|Somebody wrote an app to see what happens to its texts.
impersonate|Impersonate|3.0.0|tools|-|Sign in as somebody else|Lets administrators see Nextcloud as another person does, to help.
integration_github|GitHub integration|3.2.2|integration|-|Issues and pull requests of GitHub|Search, notifications and previews of links.
logreader|Log Reader|5.0.0|monitoring|+|Read the server's log|Shows the log in the browser, filtered by level.
mail|Mail|5.5.0|office|+|Several mailboxes, one place|Reads and writes mail of any IMAP server, with threads, snoozing and a priority inbox.
maps|Maps|1.6.0|multimedia|-|Maps, routes and photos|Shows favourites, contacts and photos on a map.
nextcloud_announcements|Nextcloud announcements|4.0.0|monitoring|+|News about releases|Tells administrators of new releases and security advisories.
notes|Notes|4.12.3|office|+|Distraction-free notes|Notes in Markdown, in folders, also on phones.
notifications|Notifications|5.0.0|social|+|Notifications on all devices|Shows notifications of all apps and pushes them to phones.
notify_push|Client Push|1.2.0|tools|-|Updates for clients at once|Tells desktop clients of changes instead of being asked by them.
photos|Photos|5.0.0|multimedia|+|Photos by time and album|Albums, shared albums, and everything by date.
polls|Polls|8.3.3|organization|+|Find a date together|Polls for dates and anything else, open or hidden.
privacy|Privacy|4.0.0|security|+|Who can see your data|Shows where data is and who has access.
recommendations|Recommendations|5.0.0|files|+|Files you may need now|Shows recently edited and shared files.
related_resources|Related resources|4.0.0|social|+|What belongs together|Shows what else is shared with the same people.
richdocuments|Nextcloud Office|9.0.1|office|-|Edit documents together|Text, spreadsheets and presentations, edited together in the browser.
serverinfo|Monitoring|5.0.0|monitoring|+|The state of the server|Load, memory, database, shares and active people, also through an API.
spreed|Talk|22.0.3|social|+|Chat, calls and webinars|Conversations with file sharing, calls with screen sharing, and webinars with a lobby.
support|Support|5.0.0|tools|-|Subscription and support|Shows the subscription and collects what support needs.
survey_client|Usage survey|5.0.0|monitoring|-|Share usage statistics|Sends anonymous figures to Nextcloud, once a month.
suspicious_login|Suspicious Login|11.0.0|security|-|Detect logins from unusual places|Learns from which networks people sign in and warns of others.
tables|Tables|2.0.1|office|+|Tables without a spreadsheet|Tables with columns of types, views and shares.
tasks|Tasks|0.17.0|organization|+|Task lists|Lists with priorities, due dates and reminders, synced by CalDAV.
text|Text|6.0.0|office|+|Edit text together|A Markdown editor for files and folders, for several people at once.
twofactor_nextcloud_notification|Two-Factor Authentication via notification|6.0.0|security|-|Confirm logins on another device|Asks a device that is signed in whether the login is yours.
twofactor_totp|Two-Factor TOTP Provider|14.0.0|security|+|One-time codes|Second factor by an authenticator app.
cloud_federation_api|Cloud Federation API|1.20.0|tools|!|Lets clouds talk to each other|The API of the Open Cloud Mesh.
dav|WebDAV|1.39.0|integration|!|WebDAV endpoint|Files, calendars and contacts by WebDAV, CalDAV and CardDAV.
federatedfilesharing|Federated file sharing|1.27.0|files|!|Share files across servers|Shares with people of other servers.
files|Files|2.6.0|files|!|File Management|The file list, its sidebar and its actions.
lookup_server_connector|Lookup server connector|1.22.0|social|!|Publish profiles|Publishes profile fields their owners marked as published.
oauth2|OAuth 2.0|1.23.0|security|!|Sign in to other services|Nextcloud as an OAuth 2.0 server.
profile|Profile|1.4.0|social|!|A page about everybody|Shows what people tell about themselves.
provisioning_api|Provisioning API|1.24.0|tools|!|Manage accounts, groups and apps through an API|Creates, edits and removes accounts, keeps groups and subadmins, and enables and disables apps.
settings|Nextcloud settings|1.19.0|tools|!|The settings|Administration and personal settings.
theming|Theming|2.10.0|customization|!|Make Nextcloud yours|Name, logo, colours and background.
twofactor_backupcodes|Two factor backup codes|1.23.0|security|!|Codes for emergencies|Ten codes to print, for when the second factor is lost.
viewer|Viewer|6.0.0|multimedia|!|See pictures and videos|Opens pictures and videos on a page of their own.
`
  .trim()
  .split('\n');

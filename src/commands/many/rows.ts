/** Rows that stand for many users: branches, groups, and several selected users. */
export const rowsOfUsers = '(users|list;users|group|user);';

/** One user alone has a form; of several groups, it would not be clear whose members are meant. */
export const whenManyUsers =
  '(listMultiSelection && viewItem =~ /^user;/ || !listMultiSelection && !(viewItem =~ /^user;/))';

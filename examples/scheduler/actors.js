"use coroutine";
// Actors: each has a mailbox and state that nobody else sees, and deals with one letter at a time.
//
// Notice that the account needs no lock although it sleeps in the middle of a withdrawal: the next letter is read when this one
// is dealt with. A question carries the mailbox for its answer. Two customers ask at once, and the money is enough for one.

const { createScheduler, gather, sleep, spawn, virtualClock, Queue } = Switchyard.scheduler;

/** Starts an actor; returns its address, a function that sends it a letter. */
function actor(behave) {
  const mailbox = new Queue();
  spawn(behave, mailbox);
  return (letter) => mailbox.putNow(letter);
}

async function account(mailbox) {
  let balance = 100;
  for (;;) {
    const { order, amount, answer } = await mailbox.get();
    if (order === "close") return answer(balance);
    const isEnough = amount <= balance;
    await sleep(10); // It asks the bank's ledger; the balance that it has looked at does not change meanwhile.
    if (isEnough) balance -= amount;
    answer(isEnough ? `${amount} paid out` : `${amount} refused, there are ${balance}`);
  }
}

/** Sends a letter, and waits for the answer. */
async function ask(address, letter) {
  const answers = new Queue();
  letter.answer = (answer) => answers.putNow(answer);
  address(letter);
  return await answers.get();
}

async function customer(name, address, amount) {
  print(`${name} wants ${amount}`);
  print(`${name}: ${await ask(address, { order: "withdraw", amount })}`);
}

async function main() {
  const address = actor(account);
  await gather([spawn(customer, "Ann", address, 70), spawn(customer, "Bob", address, 60)]);
  await customer("Cleo", address, 20);
  print(`${await ask(address, { order: "close" })} are left`);
}

createScheduler({ clock: virtualClock() }).run(main);

// Has the site kept for when there is no network: by the service worker that is written when it is built.

export function keepForOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  const register = () =>
    void navigator.serviceWorker.register("./offline.js").then(
      () => navigator.serviceWorker.ready.then(() => void (document.documentElement.dataset.offline = "ready")),
      // Where there is none, as on a page that was not served securely, the playground needs its network.
      () => {},
    );
  // What is looked at comes first.
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}

/** Loading the chat itself only when it is first opened. */

/** Load a script of Clara's server, under the host page's Content-Security-Policy. */
export function load(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.async = true;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(address));
    };
    script.src = trusted(address);
    document.head.append(script);
  });
}

interface Policy {
  createScriptURL(address: string): string;
}

let policy: Policy | undefined;

/** Pages with trusted types let a script be added only through a policy; ours is called "clara". */
function trusted(address: string): string {
  const types = (window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
  try {
    policy ??= types?.createPolicy("clara", { createScriptURL: (one) => one });
  } catch {
    // The page allows no policy of this name; if it needs one, the load fails and is told.
  }
  return policy ? policy.createScriptURL(address) : address;
}

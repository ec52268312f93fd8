// What client and server say to each other beyond the Language Server Protocol: names and types only.
export {};

// JSX in a generator, with suspensions in attributes and children, which are evaluated in their order.

const h = (type, properties, ...children) => ({ type: typeof type === "string" ? type : type.name, properties, children });
const Fragment = () => null;
const Item = () => null;

function* page(items) {
  "use coroutine";
  const title = <h1 id={yield "id"} class="large">{yield "title"}</h1>;
  const list = [];
  for (const item of items) list.push(<Item {...item} key={yield <></>}>{item.name} {yield item.name}</Item>);
  return <main>{title}{list}</main>;
}

export default (probe) => {
  const steps = page([{ name: "a" }, { name: "b" }]);
  for (const sent of [undefined, "the id", "the title", 1, "after a", 2, "after b"]) probe(steps.next(sent));
};
